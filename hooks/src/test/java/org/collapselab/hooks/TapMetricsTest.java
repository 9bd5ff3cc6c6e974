package org.collapselab.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapMetricsTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 9, 10})
  void namesAreExactlyThoseThatAreReported(int classes) {
    int[] labels = IntStream.range(0, classes).toArray();
    DMatrixRMaj features = CommonOps_DDRM.identity(classes);
    ArraySource source =
        new ArraySource(labels, features, Map.of(Tap.parse("h1:post"), features), classes);
    Snapshot snapshot = new CollapseMeter(ArraySource.ALL_TAPS).measureFeatures(source, 2);
    List<String> reported =
        snapshot.measurements().stream()
            .filter(m -> m.place() != Place.HEAD)
            .map(m -> m.metric().label())
            .toList();
    assertThat(TapMetrics.names(classes)).containsExactlyInAnyOrderElementsOf(reported);
  }
}
