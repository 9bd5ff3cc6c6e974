package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

  private List<Samples> split(int batchSize) {
    List<Samples> parts = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += batchSize) {
      parts.add(samples.slice(from, Math.min(from + batchSize, samples.size())));
    }
    return parts;
  }
}
