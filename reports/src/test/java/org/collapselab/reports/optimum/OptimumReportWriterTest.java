package org.collapselab.reports.optimum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.reports.testing.PageData;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a search, against numbers of a small one. */
class OptimumReportWriterTest {
  private static final String FRONTIER =
      """
      {"problem": {"classes": 2, "depth": 2, "samples_per_class": 1, "feature_lambda": 0.1,
         "weight_lambdas": [0.1, 0.1], "loss": "MSE", "activation": "RELU"},
       "width": 3, "seed": 1, "starts": {"planned": 9, "done": 7},
       "frontier": [
        {"rank": 0, "loss": 2.0, "fit": 2.0, "gradient_norm": 0, "balance_gap": null,
         "ranks": [0, 0], "singular_values": [[0, 0], [0, 0]], "reached": 1, "ended": 1},
        {"rank": 2, "loss": 0.3, "fit": 0.1, "gradient_norm": 1e-9, "balance_gap": 1e-8,
         "ranks": [2, 1], "singular_values": [[3, 1], [2, 0]], "reached": 3, "ended": 5}],
       "references": {"dnc": {"rank": 2, "loss": 0.4}, "kgon": {"rank": 1, "loss": 0.5}}}
      """;

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("frontier.json"), FRONTIER);
    Path folder = Files.createDirectory(directory.resolve("rank-2"));
    put(folder, "H1", new DMatrixRMaj(2, 2, true, 1, 0, 0, 2));
    put(folder, "W1", new DMatrixRMaj(2, 2, true, 1, -1, 3, 0));
    put(folder, "W2", new DMatrixRMaj(2, 2, true, 1, 0, 0, 1));
  }

  private static void put(Path folder, String name, DMatrixRMaj matrix) throws IOException {
    NpyFile.write(folder.resolve(name + ".npy"), NpyArray.of(matrix));
  }

  @Test
  void theFrontierIsDrawnBesideTheReferencesOnTheAxis() throws IOException {
    PageData page = PageData.of(OptimumReportWriter.write(directory));
    assertThat(page.numbers("frontier", 0, "rank")).containsExactly(0.0, 2.0);
    assertThat(page.numbers("frontier", 0, "loss")).containsExactly(2.0, 0.3);
    JsonNode near = page.choices(0).get(0).at("/spec/layer/0/data/values");
    JsonNode all = page.choices(0).get(1).at("/spec/layer/0/data/values");
    assertThat(near.findValuesAsText("text")).containsExactly("DNC 0.4", "K-gon 0.5");
    assertThat(all.findValuesAsText("rank")).containsExactly("2", "1");
    JsonNode domain = page.choices(0).get(0).at("/spec/layer/0/encoding/y/scale/domain");
    assertThat(domain.get(0).asDouble()).isBetween(0.25, 0.3);
    assertThat(domain.get(1).asDouble()).isBetween(0.5, 0.55);
  }

  /** σ(M_2) = σ(W_1 M_1) = [1 0; 3 0], so its Gram matrix is [10 0; 0 0]; stronger neurons first. */
  @Test
  void theBestPointsMatricesAreThoseOfItsFactors() throws IOException {
    PageData page = PageData.of(OptimumReportWriter.write(directory));
    assertThat(page.same("code", 1, "panel")).isEqualTo("σ(M₂)");
    assertThat(page.numbers("code", 1, "value")).containsExactly(1.0, 0.3333, 0.0, 0.0);
    assertThat(page.numbers("gram", 0, "value")).containsExactly(0.25, 0.0, 0.0, 1.0);
    assertThat(page.numbers("gram", 1, "value")).containsExactly(1.0, 0.0, 0.0, 0.0);
    assertThat(page.same("gram", 2, "panel")).isEqualTo("Z");
  }

  @Test
  void tablesAndSentencesHaveTheNumbersOfTheFile() throws IOException {
    String page = Files.readString(OptimumReportWriter.write(directory));
    assertThat(page)
        .contains("The lowest loss found is 0.3, at rank 2, 25.0 % below DNC; it is an upper bound.")
        .contains("3 of 5 starts that ended at this rank reached it.")
        .contains("cut short after 7 of 9 starts")
        .contains("<th>2</th><td>0.3</td><td>lowest</td><td>0.1</td><td>2 1</td>")
        .contains("<th>2</th><td>3 1</td><td>2</td>")
        .contains("provenance.json is not in the directory");
  }

  @Test
  void whatIsMissingOrWrongIsNamed() throws IOException {
    put(directory.resolve("rank-2"), "W2", new DMatrixRMaj(2, 3));
    assertThatThrownBy(() -> OptimumReportWriter.write(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("W2.npy has 3 columns; 2 were expected");
    for (String file : List.of("H1", "W1", "W2")) {
      Files.delete(directory.resolve("rank-2").resolve(file + ".npy"));
    }
    Files.delete(directory.resolve("rank-2"));
    assertThat(Files.readString(OptimumReportWriter.write(directory)))
        .contains("Not drawn: the directory has no rank-2/.");
    Files.writeString(directory.resolve("frontier.json"), "{\"frontier\": []}");
    assertThatThrownBy(() -> OptimumReportWriter.write(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("frontier.json")
        .hasMessageContaining("problem, starts or frontier is missing");
    Files.delete(directory.resolve("frontier.json"));
    assertThatThrownBy(() -> OptimumReportWriter.write(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the search has not ended");
  }
}
