package org.collapselab.reports.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.testing.PageData;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a search, against numbers of a small one. */
class FrontierReportWriterTest {
  private static final String POINT =
      """
      {"rank": 2, "loss": 0.3, "fit": 0.1, "gradient_norm": 1e-9, "balance_gap": 1e-8,
       "ranks": [2, 1], "singular_values": [[3, 1], [2, 0]], "reached": 3, "ended": 5,
       "start": {"rank": 2, "number": 4, "kind": "CODE", "detail": ""}, "matrices": "rank-2"}
      """;

  private static final String FRONTIER =
      """
      {"problem": {"classes": 2, "depth": 2, "samples_per_class": 1, "feature_lambda": 0.1,
         "weight_lambdas": [0.1, 0.1], "loss": "MSE", "activation": "RELU"},
       "width": 3, "seed": 1, "starts": {"planned": 9, "done": 7}, "best": %s, "frontier": [
        {"rank": 0, "loss": 2.0, "fit": 2.0, "gradient_norm": 0, "balance_gap": null,
         "ranks": [0, 0], "singular_values": [[0, 0], [0, 0]], "reached": 1, "ended": 1,
         "start": {"rank": 0, "number": 0, "kind": "ZERO", "detail": ""}, "matrices": "rank-0"},
        %s],
       "references": {"kgon": {"rank": 1, "loss": 0.5}, "dnc": {"rank": 2, "loss": 0.4}}}
      """
          .formatted(POINT, POINT);

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("frontier.json"), FRONTIER);
    Files.createDirectory(directory.resolve("rank-2"));
    put("H1", new DMatrixRMaj(2, 2, true, 1, 0, 0, 2));
    put("W1", new DMatrixRMaj(2, 2, true, 1, -1, 3, 0));
    put("W2", new DMatrixRMaj(2, 2, true, 1, 0, 0, 1));
  }

  private void put(String name, DMatrixRMaj matrix) throws IOException {
    NpyFile.write(directory.resolve("rank-2").resolve(name + ".npy"), NpyArray.of(matrix));
  }

  @Test
  void pointsAndReferencesAreDrawnAtTheirRankAndLoss() throws IOException {
    PageData page = PageData.of(FrontierReportWriter.write(directory));
    assertThat(page.numbers("frontier", 0, "rank")).containsExactly(2.0);
    assertThat(page.numbers("frontier", 0, "loss")).containsExactly(0.3);
    JsonNode marks = page.choices(0).get(0).at("/spec/layer/0/data/values");
    assertThat(marks.findValuesAsText("text")).containsExactlyInAnyOrder("DNC 0.4", "K-gon 0.5");
    for (JsonNode mark : marks) {
      boolean dnc = mark.get("text").asText().startsWith("DNC");
      assertThat(mark.get("rank").asInt()).isEqualTo(dnc ? 2 : 1);
      Structure structure = dnc ? Structure.DNC : Structure.KGON;
      assertThat(mark.get("hue").asText()).isEqualTo(Palette.reference(structure.ordinal()));
    }
  }

  /** σ(W_1 M_1) = [1 0; 3 0], with the Gram matrix [10 0; 0 0]; stronger neurons first. */
  @Test
  void theMatricesAreThoseOfTheFactors() throws IOException {
    PageData page = PageData.of(FrontierReportWriter.write(directory));
    assertThat(page.same("matrices-2", 2, "panel")).isEqualTo("σ(M₂)");
    assertThat(page.numbers("matrices-2", 1, "value")).containsExactly(0.25, 0.0, 0.0, 1.0);
    assertThat(page.numbers("matrices-2", 2, "value")).containsExactly(1.0, 0.0, 0.3333, 0.0);
    assertThat(page.numbers("matrices-2", 3, "value")).containsExactly(1.0, 0.0, 0.0, 0.0);
  }

  @Test
  void aLinearModelHasNoActivation() throws IOException {
    Files.writeString(
        directory.resolve("frontier.json"), FRONTIER.replace("\"RELU\"", "\"LINEAR\""));
    PageData page = PageData.of(FrontierReportWriter.write(directory));
    assertThat(page.same("matrices-2", 2, "panel")).isEqualTo("M₂");
    assertThat(page.numbers("matrices-2", 2, "value")).contains(-0.6667);
  }

  @Test
  void tablesAndSentencesHaveTheNumbersOfTheFile() throws IOException {
    assertThat(Files.readString(FrontierReportWriter.write(directory)))
        .contains("The lowest loss found is 0.3, at rank 2; 3 of the 5 starts")
        .contains("the ratio is 0.75")
        .contains("<td>3 of 5</td><td>2 1</td>")
        .contains("<th>2</th><td>3 1</td><td>2</td>")
        .contains("provenance.json is not in the directory");
  }

  @Test
  void whatIsMissingOrWrongIsNamed() throws IOException {
    put("W1", new DMatrixRMaj(2, 3));
    assertThatThrownBy(() -> FrontierReportWriter.write(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("W1.npy has 3 columns; 2 were expected");
    Files.delete(directory.resolve("rank-2/W1.npy"));
    assertThatThrownBy(() -> FrontierReportWriter.write(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("W1.npy is missing");
  }
}
