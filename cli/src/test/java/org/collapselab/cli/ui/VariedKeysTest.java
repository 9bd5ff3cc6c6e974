package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.trainer.store.KnownReferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells runs and sweeps apart, and their references while they run, is in their rows. */
class VariedKeysTest {
  private static final String FIRST = "20260102-030405-shown-0a1b2c";
  private static final String SECOND = "20260102-030406-shown-0a1b2d";
  private static final String REFERENCES =
      """
      {"schema": 1, "references": [
        {"structure": "dnc", "label": "DNC", "available": true, "loss": 0.5},
        {"structure": "srg", "available": false, "reason": "K = 7"},
        {"structure": "best_known", "label": "best known", "available": true, "loss": 0.25}]}
      """;

  @TempDir Path runs;

  @Test
  void onlyKeysThatDifferAreInTheRows() throws IOException {
    RunsForShow.unfinished(runs, FIRST);
    Path config = RunsForShow.unfinished(runs, SECOND).resolve("config.yaml");
    Files.writeString(
        config,
        Files.readString(config).replace("lambda_h: 1e-5", "lambda_h: 2e-5").concat("seed: 7\n"));
    try (Browsing browsing = new Browsing(runs)) {
      assertThat(browsing.row(FIRST).path("keys")).hasSize(1);
      assertThat(number(browsing.row(FIRST))).isEqualTo(1e-5);
      assertThat(browsing.row(SECOND).path("keys")).hasSize(1);
      assertThat(number(browsing.row(SECOND))).isEqualTo(2e-5);
    }
  }

  private static double number(JsonNode row) {
    return Double.parseDouble(row.path("keys").path("regularization.lambda_h").asText());
  }

  @Test
  void aRunAloneHasNoColumns() throws IOException {
    RunsForShow.unfinished(runs, FIRST);
    try (Browsing browsing = new Browsing(runs)) {
      assertThat(browsing.row(FIRST).path("keys")).isEmpty();
    }
  }

  @Test
  void aSweepNamesWhatItVaries() throws IOException {
    Path sweep = Files.createDirectories(runs.resolve("20260102-030405-widths-0a1b2c"));
    Files.writeString(
        sweep.resolve("sweep.yaml"),
        """
        name: widths
        dufm: {classes: 3, depth: 3, lambda: 0.004}
        cases: [{width: 4, samples_per_class: 1}, {width: 8, samples_per_class: 1}]
        seeds: 2
        """);
    try (Browsing browsing = new Browsing(runs)) {
      JsonNode row = browsing.row("20260102-030405-widths-0a1b2c");
      assertThat(row.path("varied"))
          .isEqualTo(
              new ObjectMapper().readTree("{\"width\": \"4, 8\", \"samples_per_class\": \"1\"}"));
      assertThat(row.path("tags").toString()).contains("2 seeds");
    }
  }

  @Test
  void referencesAreThereBeforeTheEnd() throws IOException {
    Path run = RunsForShow.unfinished(runs, FIRST);
    Files.writeString(run.resolve("references.json"), REFERENCES);
    assertThat(KnownReferences.read(run.resolve("references.json")).available()).hasSize(2);
    try (Browsing browsing = new Browsing(runs)) {
      JsonNode row = browsing.row(FIRST);
      assertThat(row.path("loss_dnc").asDouble()).isEqualTo(0.5);
      assertThat(row.path("loss_srg").isNull()).isTrue();
      assertThat(row.path("loss_best_known").asDouble()).isEqualTo(0.25);
      JsonNode marks = browsing.json("/api/runs/" + FIRST).path("references");
      assertThat(marks).hasSize(2);
      assertThat(marks.path(1).path("label").asText()).isEqualTo("best known");
      Files.writeString(run.resolve("references.json"), "{\"schema\": 1, \"references\": [null]}");
      assertThat(browsing.row(FIRST).path("problems").toString()).contains("references.json");
    }
  }
}
