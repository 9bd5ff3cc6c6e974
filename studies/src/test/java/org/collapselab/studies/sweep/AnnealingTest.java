package org.collapselab.studies.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.collapselab.datasets.DataHome;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.sweep.Curve;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnealingTest {
  private static final String SWEEP =
      """
      name: anneal
      completion: {size: 5, width: 6, lambda: 0.001, learning_rate: 0.05, steps: 3000, warmup_steps: 2000, batch: %s, look_every: 500, %s}
      seeds: 1
      """;

  @TempDir Path runs;

  private SweepFiles sweep(String batch, String annealing) throws IOException {
    SweepDirectory directory =
        SweepDirectory.create(
            runs, SweepLoader.parse(SWEEP.formatted(batch, annealing)), List.of("collapse"));
    SweepContext context =
        new SweepContext(
            DataHome.resolve(Optional.of(runs)),
            Files.createDirectories(runs.resolve("inner")),
            List.of("collapse"),
            () -> false,
            1);
    SweepRunner.run(directory, context, 1, false, new SweepListener() {});
    return SweepFiles.read(directory.path());
  }

  private static Curve curve(SweepFiles sweep, String quantity) {
    TrialRow trial = sweep.trials().orElseThrow().all().get(0);
    return sweep.curves().orElseThrow().curve(quantity, trial).orElseThrow();
  }

  /** Gradient descent has no mini-batches, so two phases at one η and λ are one longer phase. */
  @Test
  void aPhaseWithTheSameRatesIsMoreOfTheSameSteps() throws IOException {
    SweepFiles two = sweep("all", "anneal_steps: 1500, anneal_rate: 0.05, anneal_lambda: 0.001");
    SweepFiles one = sweep("all", "anneal_steps: 0");
    assertThat(curve(two, "loss").points().subList(0, 11)).isEqualTo(curve(one, "loss").points());
    assertThat(curve(two, "loss").points()).hasSize(14);
  }

  /** The decay of the first phase alone: a large one brings A to 0, which stays there. */
  @Test
  void theFirstPhaseHasItsOwnDecay() throws IOException {
    SweepFiles sweep = sweep("1", "anneal_steps: 4000, anneal_rate: 0.2, anneal_lambda: 2.0");
    TrialRow trial = sweep.trials().orElseThrow().all().get(0);
    SweepFiles without = sweep("1", "anneal_steps: 0");
    assertThat(without.trials().orElseThrow().all().get(0).number("rank")).isPositive();
    assertThat(trial.number("rank")).isZero();
    assertThat(curve(sweep, "fit").last()).isCloseTo(trial.number("fit"), within(0.0));
    assertThat(trial.number("loss")).isCloseTo(trial.number("fit"), within(1e-12));
  }
}
