package org.collapselab.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MetricTest {
  private static final Tap H = Tap.parse("h1:post");

  @Test
  void namesAreUniqueAndLeadBack() {
    assertThat(Metric.all()).extracting(Metric::label).doesNotHaveDuplicates();
    assertThat(Metric.all())
        .allSatisfy(metric -> assertThat(Metric.named(metric.label())).contains(metric));
    assertThat(Metric.named("nc7")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.collapselab.hooks.Metric#all")
  void everyMetricSaysWhatItIs(Metric metric) {
    assertThat(metric.definition().meaning()).isNotBlank().doesNotEndWith(".");
    assertThat(metric.definition().range()).isNotBlank();
    assertThat(metric.definition().definedIn()).matches("[A-Z]\\w+");
    assertThat(metric.places()).isNotEmpty();
  }

  @Test
  void everythingThatTheMeterReportsIsMeasuredWhereTheCatalogueSays() {
    int classes = 10;
    int[] labels = new int[classes];
    for (int k = 0; k < classes; k++) {
      labels[k] = k;
    }
    DMatrixRMaj features = CommonOps_DDRM.identity(classes);
    Snapshot snapshot =
        new CollapseMeter(ArraySource.ALL_TAPS)
            .measure(
                new ArraySource(labels, features, Map.of(H, features), classes),
                List.of(new WeightView("fc1", features, 0.1, H)),
                new HeadView(List.of("fc1"), 0.1, classes, Optional.of(Loss.MSE)));
    assertThat(snapshot.measurements())
        .allSatisfy(m -> assertThat(m.metric().places()).contains(m.place()));
    Set<Metric> reported =
        snapshot.measurements().stream().map(m -> m.metric()).collect(Collectors.toSet());
    // The rest is put together by training.
    Set<Metric> ofTraining =
        Set.of(
            NetworkMetric.FIT,
            NetworkMetric.PENALTY_HEAD,
            NetworkMetric.PENALTY_FEATURES,
            NetworkMetric.PENALTY_BACKBONE,
            NetworkMetric.DUFM_OBJECTIVE,
            NetworkMetric.LEARNING_RATE,
            WeightMetric.BATCH_GRADIENT_MAX,
            WeightMetric.RANK2_BOUND);
    assertThat(Metric.all()).filteredOn(m -> !reported.contains(m)).hasSameElementsAs(ofTraining);
  }

  @ParameterizedTest
  @CsvSource({
    "ORTHOGONAL_FRAME, structure_orthogonal_frame",
    "SIMPLEX, structure_orthogonal_frame",
    "ORTHOPLEX, orthoplex_correlation",
    "SRG, srg_correlation"
  })
  void everyGeometryHasItsScore(MeanGeometry geometry, String metric) {
    assertThat(FeatureMetric.of(geometry).label()).isEqualTo(metric);
  }
}
