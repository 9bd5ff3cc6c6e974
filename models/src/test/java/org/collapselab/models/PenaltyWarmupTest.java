package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * At step t of T every λ counts min(1, t/T) of its value; later the objective is the stated one.
 */
class PenaltyWarmupTest {
  private static final double RATE = 0.05;
  private static final Warmup WARMUP = new Warmup(1, 4);
  private static final double[] SHARES = {0, 0, 0.25, 0.5, 0.75, 1, 1};
  private static final MlpSpec MLP = SmallNetworks.mlp(Activation.RELU, true, 2, true);

  private static Penalties penalties(double factor, Warmup warmup) {
    return new Penalties(
        0.3 * factor, List.of(0.5 * factor, 0.2 * factor), 0.04 * factor, 0, warmup);
  }

  private static TrainingSpec training(double factor, Warmup warmup) {
    return training(factor, warmup, Precision.DOUBLE);
  }

  private static TrainingSpec training(double factor, Warmup warmup, Precision precision) {
    return new TrainingSpec(
        Loss.MSE, penalties(factor, warmup), SmallNetworks.sgd(RATE), precision, 90, 7);
  }

  @Test
  void everyStepDescendsTheObjectiveWithItsShareOfThePenalties() {
    try (Network network = TestedEngine.network(MLP, training(1, WARMUP))) {
      for (int step = 0; step < SHARES.length; step++) {
        double share = SHARES[step];
        HandMlp before = HandMlp.copyOf(network, MLP, training(share, Warmup.NONE));
        Batch batch = SmallNetworks.batch(7, step);

        assertThat(network.step(batch)).isCloseTo(before.objective(batch), within(1e-12));
        HandMlp after = HandMlp.copyOf(network, MLP, training(share, Warmup.NONE));
        for (int l = 0; l < before.w.length; l++) {
          assertThat(Matrices.deviation(after.w[l], before.w[l], -RATE, before.gradient(l, batch)))
              .isLessThan(1e-9);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void convolutionsFollowTheSameRamp(Precision precision) {
    ResNetSpec model = ResNetTest.tiny(Shortcut.PROJECTION);
    double tolerance = precision == Precision.DOUBLE ? 1e-12 : 1e-5;
    try (Network network = TestedEngine.network(model, training(1, WARMUP, precision))) {
      for (int step = 0; step < SHARES.length; step++) {
        double share = SHARES[step];
        HandResNet hand =
            new HandResNet(model, training(share, Warmup.NONE), NamedParameters.of(network));
        Batch batch = ResNetTest.batch(4, step);
        assertThat(network.step(batch)).isCloseTo(hand.objective(batch), within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4, 0, 0",
    "0, 4, 1, 0.25",
    "0, 4, 3, 0.75",
    "0, 4, 4, 1",
    "0, 4, 5, 1",
    "3, 2, 0, 0",
    "3, 2, 3, 0",
    "3, 2, 4, 0.5",
    "3, 2, 5, 1",
    "0, 0, 0, 1",
    "2, 0, 1, 0",
    "2, 0, 2, 1"
  })
  void theShareIsZeroThenRisesWithTheStepAndStaysAtOne(
      long free, long rising, long step, double share) {
    assertThat(new Warmup(free, rising).share(step)).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1"})
  void negativeStepsAreRefused(long free, long rising) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Warmup(free, rising))
        .withMessageContaining("-1");
  }
}
