package org.collapselab.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.hooks.metric.StructureScore;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** A collapsed head: H_1 = I, W_1 = W_2 = I, Z = 2I, with every class three times. */
class CollapseMeterTest {
  private static final int K = 10;
  private static final Tap H1 = Tap.parse("h1:pre");
  private static final Tap H2 = Tap.parse("fc1:post");
  private static final HeadView HEAD =
      new HeadView(List.of("fc1", "fc2"), 0.1, 300, Optional.of(Loss.MSE));

  private final int[] labels = new int[3 * K];
  private final DMatrixRMaj features = new DMatrixRMaj(3 * K, K);

  CollapseMeterTest() {
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % K;
      features.set(i, i % K, 1);
    }
  }

  @Test
  void aCollapsedHeadReadsAsCollapsed() {
    Snapshot snapshot = meter("*").measure(source(labels, features), weights(), HEAD);
    assertThat(snapshot.samples()).isEqualTo(30);
    assertThat(snapshot.means()).containsOnlyKeys(H1, H2);
    assertThat(value(snapshot, "fc1", Place.POST, "nc1_trace_ratio")).isZero();
    assertThat(value(snapshot, "fc1", Place.POST, "nc4_mismatch")).isZero();
    assertThat(value(snapshot, "fc1", Place.POST, "nc2_condition")).isCloseTo(1, within(1e-14));
    assertThat(value(snapshot, "fc1", Place.POST, "rank_numerical")).isEqualTo(K);
    assertThat(value(snapshot, "fc1", Place.WEIGHT, "nc3_sine")).isCloseTo(0, within(1e-14));
    assertThat(value(snapshot, "fc2", Place.WEIGHT, "nc3_alignment")).isCloseTo(0, within(1e-14));
    assertThat(snapshot.value("fc1", Place.WEIGHT, WeightMetric.NC3_ALIGNMENT)).isEmpty();
    StructureScore frame =
        snapshot.structures().get(H2).score(MeanGeometry.ORTHOGONAL_FRAME).orElseThrow();
    assertThat(frame.score()).isCloseTo(1, within(1e-14));
  }

  @Test
  void theLossIsSplitIntoFitAndPenalties() {
    Snapshot snapshot = meter("*").measure(source(labels, features), weights(), HEAD);
    assertThat(value(snapshot, "head", Place.HEAD, "fit_mse")).isCloseTo(0.5, within(1e-15));
    assertThat(value(snapshot, "head", Place.HEAD, "accuracy")).isEqualTo(1);
    assertThat(value(snapshot, "fc1", Place.WEIGHT, "penalty"))
        .isCloseTo(0.2 * K / 2, within(1e-14));
    // 300 training samples of norm 1, of which 30 were measured.
    assertThat(value(snapshot, "head", Place.HEAD, "penalty_H1")).isCloseTo(15, within(1e-13));
    assertThat(value(snapshot, "head", Place.HEAD, "balance_gap")).isCloseTo(14, within(1e-13));
  }

  @Test
  void h1OutsideTheSelectionStillCountsForTheBalance() {
    Snapshot snapshot = meter("fc1").measure(source(labels, features), weights(), HEAD);
    assertThat(snapshot.means()).containsOnlyKeys(H2);
    assertThat(value(snapshot, "head", Place.HEAD, "balance_gap")).isCloseTo(14, within(1e-13));
    assertThat(value(snapshot, "fc1", Place.WEIGHT, "nc3_sine")).isCloseTo(0, within(1e-14));
  }

  @Test
  void schattenPowerFollowsTheDepthOfTheHead() {
    Snapshot snapshot = meter("*").measureWeights(weights(), HEAD);
    // L = 2: the Schatten-1 power is the nuclear norm.
    assertThat(value(snapshot, "fc2", Place.WEIGHT, "schatten_2_over_L"))
        .isCloseTo(value(snapshot, "fc2", Place.WEIGHT, "nuclear"), within(1e-13));
    assertThat(value(snapshot, "head", Place.HEAD, "balance_gap")).isCloseTo(1, within(1e-14));
    assertThat(snapshot.samples()).isZero();
    assertThat(snapshot.spectra()).hasSize(2);
  }

  @Test
  void missingPartsAreNamed() {
    FeatureSource source = source(labels, features);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> meter("fc9").measure(source, weights(), HEAD))
        .withMessageContaining("fc9")
        .withMessageContaining("h1:pre");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> meter("*").measure(source, weights().subList(0, 1), HEAD))
        .withMessageContaining(
            "head layer 'fc2' needs exactly one weight matrix; got those of [fc1]");
    List<WeightView> elsewhere =
        List.of(
            new WeightView("fc1", CommonOps_DDRM.identity(K), 0.1, Tap.parse("pool:post")),
            weights().get(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> meter("*").measure(source, elsewhere, HEAD))
        .withMessageContaining("needs H_1 at pool:post");
  }

  @Test
  void divergedPartsAreLocated() {
    features.set(4, 3, Double.NaN);
    assertThatIllegalStateException()
        .isThrownBy(() -> meter("*").measure(source(labels, features), weights(), HEAD))
        .withMessageContaining("at h1:pre: the mean of class 4 is NaN in column 3");
    DMatrixRMaj infinite = CommonOps_DDRM.identity(K);
    infinite.set(1, 2, Double.POSITIVE_INFINITY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightView("fc7", infinite, 0, H1))
        .withMessageContaining("fc7");
  }

  @Test
  void aSourceThatChangesBetweenPassesIsRefused() {
    FeatureSource steady = source(labels, features);
    int[] passes = {0};
    FeatureSource shrinking =
        new FeatureSource() {
          @Override
          public int classes() {
            return steady.classes();
          }

          @Override
          public List<Tap> taps() {
            return steady.taps();
          }

          @Override
          public int dimension(Tap tap) {
            return steady.dimension(tap);
          }

          @Override
          public void stream(FeatureConsumer consumer) {
            int[] left = {passes[0]++ == 0 ? 5 : 4};
            steady.stream(
                batch -> {
                  if (left[0]-- > 0) {
                    consumer.accept(batch);
                  }
                });
          }
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> meter("*").measure(shrinking, weights(), HEAD))
        .withMessageContaining("both passes must be the same");
  }

  private static CollapseMeter meter(String pattern) {
    return new CollapseMeter(new MeterConfig(List.of(TapPattern.parse(pattern)), 1e-2, 1e-2));
  }

  private static FeatureSource source(int[] labels, DMatrixRMaj features) {
    DMatrixRMaj logits = features.copy();
    CommonOps_DDRM.scale(2, logits);
    Map<Tap, DMatrixRMaj> taps = new LinkedHashMap<>();
    taps.put(H1, features);
    taps.put(H2, features);
    return new ArraySource(labels, logits, taps, 7);
  }

  private static List<WeightView> weights() {
    return List.of(
        new WeightView("fc1", CommonOps_DDRM.identity(K), 0.2, H1),
        new WeightView("fc2", CommonOps_DDRM.identity(K), 0.4, H2));
  }

  private static double value(Snapshot snapshot, String layer, Place place, String metric) {
    return snapshot.value(layer, place, Metric.named(metric).orElseThrow()).orElseThrow();
  }
}
