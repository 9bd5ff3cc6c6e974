package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of {@code summary.json} are those of the other files, and of its own words. */
class SummaryNumbersTest {
  @TempDir Path runs;

  @Test
  void theyAreThoseOfTheTablesAndTheComparison() throws IOException {
    RunResult run = new TinyRun(runs).run();
    JsonNode summary = TinyRun.json(run.directory().summary());
    JsonNode numbers = summary.path("numbers");
    Comparison comparison = Comparison.read(run.directory().comparison());
    double loss = comparison.objective().dufmTotal();
    assertThat(numbers.path("loss").asDouble()).isEqualTo(loss);
    for (Comparison.Reference reference : comparison.available()) {
      assertThat(numbers.path("loss_" + reference.structure()).asDouble())
          .isEqualTo(reference.loss());
      assertThat(summary.path("headline").path("loss of " + reference.label()).asText())
          .isEqualTo("%.6f".formatted(reference.loss()));
    }
    double dnc = numbers.path("loss_dnc").asDouble();
    assertThat(numbers.path("loss_over_dnc").asDouble()).isCloseTo(loss / dnc, within(1e-12));
    assertThat(numbers.path("accuracy").asDouble()).isEqualTo(last(run, "", "", "accuracy"));
    assertThat(numbers.path("dnc1").asDouble())
        .isEqualTo(last(run, "fc3", "post", "nc1_trace_ratio"));
    assertThat(numbers.path("rank_2").isIntegralNumber()).isTrue();
    assertThat(numbers.path("rank_2").asDouble())
        .isEqualTo(last(run, "fc3", "post", "rank_numerical"));
    assertThat(numbers.path("peak_memory_bytes").asLong()).isGreaterThan(1L << 20);
    numbers.forEach(number -> assertThat(number.isNumber()).isTrue());
    assertThat(RunSummary.read(run.directory().summary()).numbers()).hasSize(numbers.size());
  }

  @Test
  void aHeadThatCannotBeComparedHasTheRest() throws IOException {
    RunResult run = new TinyRun(runs).run("regularization.l2_head=0");
    JsonNode numbers = TinyRun.json(run.directory().summary()).path("numbers");
    assertThat(numbers.has("accuracy")).isTrue();
    assertThat(numbers.has("dnc1")).isTrue();
    assertThat(numbers.has("loss")).isFalse();
  }

  private static double last(RunResult run, String layer, String tap, String metric)
      throws IOException {
    List<Double> values = TinyRun.values(run, "train_all", layer, tap, metric);
    return values.get(values.size() - 1);
  }
}
