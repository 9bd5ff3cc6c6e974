package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows a real run through the dashboard while it trains. */
class LiveDashboardTest {
  private static final long PAUSE_MILLIS = 5;

  @TempDir Path runs;

  @Test
  void whatIsSentPieceByPieceIsTheTableOfTheRun() throws Exception {
    try (Browsing browsing = new Browsing(runs)) {
      CompletableFuture<RunResult> run =
          CompletableFuture.supplyAsync(
              () ->
                  new TinyRun(runs)
                      .run("train.epochs=60", "measure.schedule={type: epochs, every: 1}"));
      List<JsonNode> rows = new ArrayList<>();
      long next = 0;
      int pieces = 0;
      boolean ended = false;
      while (!ended) {
        ended = run.isDone(); // once more after its end
        Optional<String> id = onlyRun();
        if (id.isPresent()) {
          JsonNode slice = browsing.json("/api/runs/%s/metrics?from=%d".formatted(id.get(), next));
          assertThat(slice.path("reset").asBoolean()).isFalse();
          assertThat(slice.path("unreadable").asInt()).isZero();
          slice.path("rows").forEach(rows::add);
          pieces += slice.path("rows").isEmpty() ? 0 : 1;
          next = slice.path("next").asLong();
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      assertThat(pieces).as("answers with rows").isGreaterThan(5);
      assertSame(rows, TinyRun.csv(run.get().directory().metrics()));
    }
  }

  private Optional<String> onlyRun() throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      return entries.map(path -> path.getFileName().toString()).findFirst();
    }
  }

  private static void assertSame(List<JsonNode> rows, List<CSVRecord> table) {
    assertThat(rows).hasSameSizeAs(table);
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      CSVRecord expected = table.get(i);
      assertThat(row.get(0).asText()).isEqualTo(expected.get("step"));
      for (int cell = 2; cell <= 5; cell++) {
        assertThat(row.get(cell).asText()).isEqualTo(expected.get(cell));
      }
      assertThat(row.get(6).asDouble()).isEqualTo(Double.valueOf(expected.get("value")));
    }
  }
}
