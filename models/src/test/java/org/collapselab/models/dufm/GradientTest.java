package org.collapselab.models.dufm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientTest {

  @ParameterizedTest
  @CsvSource({
    "MSE, RELU, 3, COLUMN", "MSE, LINEAR, 3, MEANS", "CE, RELU, 3, COLUMN", "CE, LINEAR, 3, MEANS",
    "MSE, RELU, 1, MEANS", "CE, LINEAR, 1, COLUMN", "MSE, RELU, 4, EXPLICIT",
        "CE, RELU, 2, EXPLICIT"
  })
  void valueAndGradientAreThoseOfTheDefinition(
      Loss loss, Activation activation, int depth, FeatureMode features) {
    DufmPoint point = DufmPoint.random(unequal(loss, activation, depth, 3, features), 5);
    double[] x = point.flat();
    double[] gradient = new double[x.length];
    double value = new Chain(point.spec()).evaluate(x, gradient);
    assertThat(value).isCloseTo(PlainObjective.of(point), Percentage.withPercentage(1e-11));
    for (int i = 0; i < x.length; i++) {
      assertThat(gradient[i]).as("entry %d", i).isCloseTo(slope(point, i), within(2e-9));
    }
  }

  /** 350 columns in three tiles, the last one narrower. */
  @ParameterizedTest
  @CsvSource({"MSE, RELU", "MSE, LINEAR", "CE, RELU"})
  void manySamplesWorkedThroughInTilesHaveTheSameGradient(Loss loss, Activation activation) {
    DufmSpec spec =
        new DufmSpec(
            2, 3, 4, 175, FeatureMode.EXPLICIT, 0.04, List.of(0.02, 0.3, 0.05), loss, activation);
    DufmPoint point = DufmPoint.random(spec, 3);
    double[] x = point.flat();
    double[] gradient = new double[x.length];
    double value = new Chain(spec).evaluate(x, gradient);
    assertThat(value).isCloseTo(PlainObjective.of(point), Percentage.withPercentage(1e-11));
    for (int i = 0; i < x.length; i += i < 4 * 350 ? 7 : 1) {
      assertThat(gradient[i]).as("entry %d", i).isCloseTo(slope(point, i), within(2e-9));
    }
  }

  private static DufmSpec unequal(
      Loss loss, Activation activation, int depth, int samples, FeatureMode features) {
    List<Double> lambdas = List.of(0.02, 0.3, 0.05, 0.1).subList(0, depth);
    return new DufmSpec(3, depth, 5, samples, features, 0.04, lambdas, loss, activation);
  }

  private static double slope(DufmPoint point, int i) {
    double h = 1e-6;
    return (valueAt(point, i, h) - valueAt(point, i, -h)) / (2 * h);
  }

  private static double valueAt(DufmPoint point, int i, double by) {
    double[] x = point.flat();
    x[i] += by;
    return PlainObjective.of(DufmPoint.ofFlat(point.spec(), x));
  }

  @ParameterizedTest
  @CsvSource({
    "COLUMN, 3, 0", "MEANS, 3, 0", "EXPLICIT, 3, 0", "EXPLICIT, 120, 0",
    "COLUMN, 3, 0.9", "MEANS, 3, 0.9", "EXPLICIT, 3, 0.9", "EXPLICIT, 120, 0.9"
  })
  void stepsFollowTheHeavyBallRule(FeatureMode features, int samples, double momentum) {
    DufmSpec spec = unequal(Loss.MSE, Activation.RELU, 3, samples, features);
    int featureEntries = spec.width() * spec.columns();
    double featureRate = features == FeatureMode.MEANS ? 0.1 / samples : 0.1;
    double[] x = DufmPoint.random(spec, 2).flat();
    Chain chain = new Chain(spec);
    chain.start(x);
    double[] velocity = new double[x.length];
    double[] gradient = new double[x.length];
    for (int step = 0; step < 20; step++) {
      new Chain(spec).evaluate(x, gradient);
      for (int i = 0; i < x.length; i++) {
        velocity[i] = momentum * velocity[i] + gradient[i];
        x[i] -= (i < featureEntries ? featureRate : 0.1) * velocity[i];
      }
      double fit = chain.step(0.1, momentum, 1);
      assertThat(fit).isFinite();
    }
    double[] reached = new double[x.length];
    chain.store(reached);
    assertThat(reached).containsExactly(x, within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 0.3})
  void theRoundedKinkHasItsOwnGradient(double smoothing) {
    DufmSpec spec = Specs.of(3, 3, 5, 0.05, Loss.CE, Activation.RELU);
    double[] x = DufmPoint.random(spec, 3).flat();
    double[] gradient = new double[x.length];
    double[] unused = new double[x.length];
    Chain chain = new Chain(spec, smoothing);
    chain.evaluate(x, gradient);
    for (int i = 0; i < x.length; i++) {
      double at = x[i];
      x[i] = at + 1e-6;
      double above = chain.evaluate(x, unused);
      x[i] = at - 1e-6;
      double below = chain.evaluate(x, unused);
      x[i] = at;
      assertThat(gradient[i]).isCloseTo((above - below) / 2e-6, within(2e-8));
    }
  }

  @Test
  void crossEntropyOfAnExtremeStartIsFiniteAndExact() {
    DufmSpec spec = Specs.of(3, 1, 3, 1e-6, Loss.CE, Activation.LINEAR);
    DufmPoint point = DufmPoint.random(spec, 1);
    double[] x = point.flat();
    for (int i = 0; i < x.length; i++) {
      x[i] *= 20;
    }
    double value = new Chain(spec).evaluate(x, new double[x.length]);
    assertThat(value)
        .isCloseTo(PlainObjective.of(DufmPoint.ofFlat(spec, x)), Percentage.withPercentage(1e-10));
  }
}
