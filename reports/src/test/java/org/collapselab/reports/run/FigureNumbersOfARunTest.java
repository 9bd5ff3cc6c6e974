package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Numbers that charts show, against those worked out by hand from a small run. */
class FigureNumbersOfARunTest {
  private static final int LOSS = 0;

  @TempDir Path dir;

  private PageData data;

  @BeforeEach
  void write() throws IOException {
    write(
        "metrics.csv",
        """
        step,epoch,split,layer,tap,metric,value
        0,0,train,,,dufm_objective,2
        0,0,train,,,fit,1.5
        0,0,train,fc1,post,nc1_trace_ratio,8
        10,1,train,,,dufm_objective,0.5
        10,1,train,,,fit,0.25
        10,1,train,fc1,post,nc1_trace_ratio,0.125
        """);
    write(
        "spectra.csv",
        """
        step,epoch,split,layer,tap,index,singular_value
        0,0,train,fc1,post,1,4
        0,0,train,fc1,post,2,2
        10,1,train,fc1,post,1,3
        10,1,train,fc1,post,2,1
        """);
    write(
        "comparison.json",
        """
        {"schema": 1, "problem": {"lambda_h": 0.25, "lambda_h_matched": false},
        "objective": {"dufm_total": 0.5},
        "references": [{"structure": "dnc", "label": "DNC", "available": true, "loss": 0.75,
        "trivial": false}],
        "layers": [{"index": 2, "layer": "fc1", "symbol": "σ(M_2)", "tap": "post",
        "measured": {"singular_values": [3, 1], "rank": 2},
        "predicted": {"dnc": {"singular_values": [2.5, 2.5], "rank": 2}}}]}
        """);
    Path means = Files.createDirectories(dir.resolve("means"));
    NpyFile.write(
        means.resolve("fc1.post.npy"),
        NpyArray.of(new DMatrixRMaj(new double[][] {{1, 0}, {2, 2}})));
    data = PageData.of(ReportWriter.write(dir));
  }

  @Test
  void theLossIsTheObjectiveAtEachStepAndTheReferencesAreThoseOfTheComparison() {
    assertThat(data.same("network", 0, "quantity")).isEqualTo("dufm_objective");
    assertThat(data.numbers("network", 0, "step")).containsExactly(0.0, 10.0);
    assertThat(data.numbers("network", 0, "value")).containsExactly(2.0, 0.5);
    assertThat(data.same("network", 1, "quantity")).isEqualTo("fit");
    assertThat(data.numbers("network", 1, "value")).containsExactly(1.5, 0.25);
    List<JsonNode> marks = data.choices(LOSS).findParents("pixels");
    assertThat(marks)
        .extracting(mark -> mark.get("text").asText() + " at " + mark.get("value"))
        .contains("DNC 0.75 at 0.75", "measured 0.5 at 0.5");
  }

  @Test
  void metricsAreThoseOfTheTableWithTheirEpochs() {
    assertThat(data.same("metrics", 2, "quantity")).isEqualTo("nc1_trace_ratio");
    assertThat(data.same("metrics", 2, "layer")).isEqualTo("fc1");
    assertThat(data.numbers("metrics", 2, "epoch")).containsExactly(0.0, 1.0);
    assertThat(data.numbers("metrics", 2, "value")).containsExactly(8.0, 0.125);
  }

  @Test
  void spectraAtTheEndStandBesideThePredictedOnes() {
    assertThat(data.same("spectra_end", 0, "kind")).isEqualTo("measured");
    assertThat(data.numbers("spectra_end", 0, "value")).containsExactly(3.0, 1.0);
    assertThat(data.same("spectra_end", 1, "kind")).isEqualTo("DNC");
    assertThat(data.numbers("spectra_end", 1, "index")).containsExactly(1.0, 2.0);
    assertThat(data.numbers("spectra_end", 1, "value")).containsExactly(2.5, 2.5);
    assertThat(data.numbers("spectra_training", 1, "value")).containsExactly(2.0, 1.0);
  }

  /** Rows (1, 0) and (2, 2) have the inner products 1, 2 and 8. */
  @Test
  void gramMatricesAreInnerProductsOverTheLargestOfThem() {
    assertThat(data.numbers("gram", 0, "value")).containsExactly(0.125, 0.25, 0.25, 1.0);
  }

  @Test
  void classMeansAreDividedByTheirLargestEntry() {
    assertThat(data.numbers("means", 0, "value")).containsExactlyInAnyOrder(0.5, 0.0, 1.0, 1.0);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(dir.resolve(file), text);
  }
}
