package org.collapselab.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.hooks.metric.Lcg;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankKTest {
  private static final int K = 3;
  private static final int N = 24;
  private static final int D = 7;
  private static final Tap INPUT = Tap.parse("h1:pre");
  private static final Tap HIDDEN = Tap.parse("first:post");

  @ParameterizedTest
  @CsvSource({"1, 0.01", "2, 0.01", "3, 0.02", "4, 0.005"})
  void theBoundHoldsAtAStationaryMatrixOfHigherRank(int seed, double lambda) {
    Lcg lcg = new Lcg(seed);
    int[] labels = labels();
    DMatrixRMaj inputs = inputs(lcg, labels, 0.5);
    DMatrixRMaj second = lcg.matrix(K, D);
    DMatrixRMaj first = stationary(lcg, inputs, labels, second, lambda);
    DMatrixRMaj hidden = gated(inputs, first);
    DMatrixRMaj outputs = new DMatrixRMaj(N, K);
    CommonOps_DDRM.multTransB(hidden, second, outputs);
    Snapshot snapshot =
        measure(labels, inputs, hidden, outputs, first, second, lambda, Optional.of(Loss.MSE));

    double bound = value(snapshot, "first", WeightMetric.RANK_K_BOUND);
    assertThat(value(snapshot, "first", WeightMetric.RANK_K_RESIDUAL)).isBetween(1e-3, bound);
    double gradient = NormOps_DDRM.normF(errors(hidden, second, labels)) / Math.sqrt(N);
    double within = snapshot.value("h1", Place.PRE, FeatureMetric.WITHIN_TRACE).orElseThrow();
    double distance = NormOps_DDRM.normP2(second) * gradient * Math.sqrt(within) / lambda;
    double expected = distance / NormOps_DDRM.normF(first);
    assertThat(bound).isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void inputsWithoutVariationLeaveRankK() {
    Lcg lcg = new Lcg(9);
    int[] labels = labels();
    DMatrixRMaj inputs = inputs(lcg, labels, 0);
    DMatrixRMaj second = lcg.matrix(K, D);
    DMatrixRMaj first = stationary(lcg, inputs, labels, second, 0.05);
    Snapshot snapshot =
        measure(labels, inputs, inputs, lcg.matrix(N, K), first, second, 3, Optional.of(Loss.CE));
    assertThat(value(snapshot, "first", WeightMetric.RANK_K_BOUND)).isLessThan(1e-7);
    assertThat(value(snapshot, "first", WeightMetric.RANK_K_RESIDUAL)).isLessThan(1e-7);
  }

  @Test
  void withoutDecayOrLossThereIsTheResidualAlone() {
    Lcg lcg = new Lcg(5);
    DMatrixRMaj inputs = inputs(lcg, labels(), 1);
    DMatrixRMaj outputs = lcg.matrix(N, K);
    DMatrixRMaj first = lcg.matrix(D, D);
    DMatrixRMaj second = lcg.matrix(K, D);
    Snapshot noDecay =
        measure(labels(), inputs, inputs, outputs, first, second, 0, Optional.of(Loss.MSE));
    Snapshot noLoss =
        measure(labels(), inputs, inputs, outputs, first, second, 1, Optional.empty());
    for (Snapshot snapshot : List.of(noDecay, noLoss)) {
      assertThat(value(snapshot, "first", WeightMetric.RANK_K_RESIDUAL)).isPositive();
      assertThat(snapshot.value("first", Place.WEIGHT, WeightMetric.RANK_K_BOUND)).isEmpty();
    }
  }

  private static int[] labels() {
    int[] labels = new int[N];
    for (int i = 0; i < N; i++) {
      labels[i] = i % K;
    }
    return labels;
  }

  private static DMatrixRMaj inputs(Lcg lcg, int[] labels, double noise) {
    DMatrixRMaj means = lcg.matrix(K, D);
    DMatrixRMaj inputs = lcg.matrix(N, D);
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < D; j++) {
        inputs.set(i, j, means.get(labels[i], j) + noise * inputs.get(i, j));
      }
    }
    return inputs;
  }

  /**
   * Gradient descent on W_1 alone, through gates that are open or closed for each sample, as those
   * of a ReLU away from its kinks, so that it converges.
   */
  private static DMatrixRMaj stationary(
      Lcg lcg, DMatrixRMaj inputs, int[] labels, DMatrixRMaj second, double lambda) {
    DMatrixRMaj first = lcg.matrix(D, D);
    DMatrixRMaj gradient = new DMatrixRMaj(D, D);
    for (int step = 0; step < 20_000; step++) {
      DMatrixRMaj hidden = gated(inputs, first);
      DMatrixRMaj deltas = new DMatrixRMaj(N, D);
      CommonOps_DDRM.mult(errors(hidden, second, labels), second, deltas);
      for (int i = 0; i < deltas.getNumElements(); i++) {
        deltas.data[i] *= gate(i);
      }
      CommonOps_DDRM.multTransA(1.0 / N, deltas, inputs, gradient);
      CommonOps_DDRM.addEquals(gradient, lambda, first);
      CommonOps_DDRM.addEquals(first, -0.2, gradient);
    }
    assertThat(NormOps_DDRM.normF(gradient)).isLessThan(1e-9);
    return first;
  }

  private static DMatrixRMaj gated(DMatrixRMaj inputs, DMatrixRMaj weights) {
    DMatrixRMaj hidden = new DMatrixRMaj(N, D);
    CommonOps_DDRM.multTransB(inputs, weights, hidden);
    for (int i = 0; i < hidden.getNumElements(); i++) {
      hidden.data[i] *= gate(i);
    }
    return hidden;
  }

  private static int gate(int i) {
    return i * 7 % 5 % 2;
  }

  /** Z − Y. */
  private static DMatrixRMaj errors(DMatrixRMaj hidden, DMatrixRMaj second, int[] labels) {
    DMatrixRMaj errors = new DMatrixRMaj(N, K);
    CommonOps_DDRM.multTransB(hidden, second, errors);
    for (int i = 0; i < N; i++) {
      errors.add(i, labels[i], -1);
    }
    return errors;
  }

  private static Snapshot measure(
      int[] labels,
      DMatrixRMaj inputs,
      DMatrixRMaj hidden,
      DMatrixRMaj outputs,
      DMatrixRMaj first,
      DMatrixRMaj second,
      double lambda,
      Optional<Loss> loss) {
    return new CollapseMeter(ArraySource.ALL_TAPS)
        .measure(
            new ArraySource(labels, outputs, Map.of(INPUT, inputs, HIDDEN, hidden), 5),
            List.of(
                new WeightView("first", first, lambda, INPUT),
                new WeightView("second", second, lambda, HIDDEN)),
            new HeadView(List.of("first", "second"), 0, N, loss));
  }

  private static double value(Snapshot snapshot, String layer, WeightMetric metric) {
    return snapshot.value(layer, Place.WEIGHT, metric).orElseThrow();
  }
}
