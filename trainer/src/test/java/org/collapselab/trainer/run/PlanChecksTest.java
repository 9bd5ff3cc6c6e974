package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.collapselab.datasets.Shape;
import org.collapselab.models.Architecture;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.junit.jupiter.api.Test;

class PlanChecksTest {
  private static PlanChecks until(String metric, int classes) {
    String bound = "train.until={metric: %s, below: 1}".formatted(metric);
    ExperimentConfig config = ConfigLoader.parse("name: x", List.of(bound));
    Architecture model = new NetworkFactory(config, new Shape(1, 4, 4), classes).model();
    return new PlanChecks(config, model, classes, true);
  }

  @Test
  void aGeometryThatDoesNotExistForTheClassesIsNotWaitedFor() {
    assertThatCode(until("orthoplex_correlation", 10)::run).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(until("orthoplex_correlation", 9)::run)
        .withMessageStartingWith(
            "train.until.metric: no metric named orthoplex_correlation; there are [nc1_trace_ratio,");
    assertThatCode(until("srg_correlation", 10)::run).doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(until("srg_correlation", 8)::run);
  }
}
