package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelNoiseTest {
  private static final int CLASSES = 4;
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  private static Samples samples(int count) {
    int[] labels = IntStream.range(0, count).map(i -> i % CLASSES).toArray();
    return Samples.of(new LabeledImages(new Shape(1, 1, 1), new byte[count], labels), NAMES);
  }

  private static List<Integer> changed(Samples clean, Samples noisy) {
    return IntStream.range(0, clean.size())
        .filter(row -> clean.label(row) != noisy.label(row))
        .boxed()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.1, 100", "0.2504, 250", "1, 1000"})
  void exactlyTheShareOfTheLabelsBecomesAnotherClass(double share, int expected) {
    Samples clean = samples(1000);
    LabelNoise noise = new LabelNoise(share, 3);
    assertThat(changed(clean, noise.applyTo(clean))).hasSize(expected);
    assertThat(noise.count(1000)).isEqualTo(expected);
    assertThat(clean.labels()).isEqualTo(samples(1000).labels());
  }

  @Test
  void everyOtherClassIsEquallyFrequent() {
    Samples clean = samples(12_000);
    Samples noisy = new LabelNoise(1, 5).applyTo(clean);
    int[][] counts = new int[CLASSES][CLASSES];
    for (int row = 0; row < clean.size(); row++) {
      counts[clean.label(row)][noisy.label(row)]++;
    }
    // Binomial(3000, 1/3) has deviation 26.
    for (int from = 0; from < CLASSES; from++) {
      for (int to = 0; to < CLASSES; to++) {
        int mean = from == to ? 0 : 1000;
        assertThat(counts[from][to]).isCloseTo(mean, within(from == to ? 0 : 130));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aLargerShareContainsASmallerOne(long seed) {
    Samples clean = samples(500);
    Samples less = new LabelNoise(0.1, seed).applyTo(clean);
    Samples more = new LabelNoise(0.3, seed).applyTo(clean);
    assertThat(changed(clean, more)).containsAll(changed(clean, less));
    assertThat(changed(clean, less)).allMatch(row -> more.label(row) == less.label(row));
    assertThat(new LabelNoise(0.1, seed).applyTo(clean).labels()).isEqualTo(less.labels());
    assertThat(new LabelNoise(0.1, seed + 1).applyTo(clean).labels()).isNotEqualTo(less.labels());
  }

  @Test
  void itIsRecordedAndLeavesTheTestPartAlone() {
    DataHome none = DataHome.of(java.nio.file.Path.of("no-data"));
    DataSpec spec = TestSpec.perClass(TestSpec.of("mnist-10k", Scaling.UNIT), 20);
    DataSource clean = DataSource.open(spec, none);
    DataSource noisy = DataSource.open(TestSpec.noisy(spec, 0.25), none);
    assertThat(changed(clean.split().train(), noisy.split().train())).hasSize(50);
    assertThat(noisy.split().test().labels()).isEqualTo(clean.split().test().labels());
    assertThat(noisy.provenance().labelNoise()).isEqualTo(new DataProvenance.Noise(0.25, 50));
    assertThat(clean.provenance().labelNoise()).isEqualTo(new DataProvenance.Noise(0, 0));
    assertThat(noisy.provenance().train().rowsSha256())
        .isEqualTo(clean.provenance().train().rowsSha256());
  }

  @Test
  void sharesOutOfRangeAndTablesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LabelNoise(1.1, 1));
    DataSpec table = TestSpec.noisy(TestSpec.of("california-housing", Scaling.STANDARDIZED), 0.1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSource.open(table, DataHome.of(java.nio.file.Path.of("no-data"))))
        .withMessageContaining("has no labels");
  }
}
