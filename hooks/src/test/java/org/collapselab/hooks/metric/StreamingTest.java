package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingTest {
  private final Samples samples = Samples.around(TestMeans.gaussian(5, 13, 1), 60, 0.5, 2);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 299})
  void batchSizesDoNotChangeABit(int batchSize) {
    ClassMoments moments = new ClassMoments(5, 13);
    split(batchSize).forEach(s -> moments.add(s.labels(), s.features(), s.size()));
    assertThat(moments.means().data).isEqualTo(samples.moments().means().data);
    WithinScatter scatter = new WithinScatter(moments.means());
    split(batchSize).forEach(s -> s.addTo(scatter));
    WithinScatter whole = samples.scatter();
    assertThat(scatter.variances()).isEqualTo(whole.variances());
    assertThat(scatter.directionalVariances()).isEqualTo(whole.directionalVariances());
    assertThat(scatter.mismatch()).isEqualTo(whole.mismatch());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mergingInAnyOrderGivesTheSameNumbers(long seed) {
    List<Samples> parts = new ArrayList<>(split(41));
    Collections.shuffle(parts, new Random(seed));
    ClassMoments moments = new ClassMoments(5, 13);
    parts.forEach(part -> moments.merge(part.moments()));
    DMatrixRMaj expected = samples.moments().means();
    assertThat(moments.means().data).containsExactly(expected.data, within(1e-13));

    WithinScatter scatter = new WithinScatter(expected);
    parts.forEach(part -> scatter.merge(part.addTo(scatter.emptyCopy())));
    WithinScatter whole = samples.scatter();
    assertThat(scatter.samples()).isEqualTo(300);
    assertThat(Nc1.traceRatio(scatter)).isCloseTo(Nc1.traceRatio(whole), within(1e-13));
    assertThat(Nc1.pinv(scatter, 0).value()).isCloseTo(Nc1.pinv(whole, 0).value(), within(1e-12));
    assertThat(scatter.mismatch()).isEqualTo(whole.mismatch());
  }

  @Test
  void scatterAroundOtherMeansIsNotMerged() {
    WithinScatter scatter = samples.scatter();
    assertThatIllegalArgumentException().isThrownBy(() -> scatter.merge(samples.scatter()));
  }

  private List<Samples> split(int batchSize) {
    List<Samples> parts = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += batchSize) {
      parts.add(samples.slice(from, Math.min(from + batchSize, samples.size())));
    }
    return parts;
  }
}
