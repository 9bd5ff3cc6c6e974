package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochOrderTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 1_000_000})
  void isAPermutationOfAllRows(long epoch) {
    int[] rows = new EpochOrder(1000, 3).rows(epoch);
    assertThat(rows).isNotEqualTo(IntStream.range(0, 1000).toArray());
    Arrays.sort(rows);
    assertThat(rows).isEqualTo(IntStream.range(0, 1000).toArray());
  }

  @Test
  void dependsOnSeedAndEpochAlone() {
    int[] rows = new EpochOrder(100, 7).rows(5);
    assertThat(new EpochOrder(100, 7).rows(5)).isEqualTo(rows);
    assertThat(new EpochOrder(100, 7).rows(6)).isNotEqualTo(rows);
    assertThat(new EpochOrder(100, 8).rows(5)).isNotEqualTo(rows);
    assertThat(new EpochOrder(100, 8).rows(4)).isNotEqualTo(rows);
  }

  /** Stored runs must stay reproducible. The order was computed independently, in Python. */
  @Test
  void keepsItsOrderAcrossVersions() {
    assertThat(new EpochOrder(10, 42).rows(0)).containsExactly(5, 2, 6, 1, 4, 8, 0, 9, 7, 3);
  }

  @Test
  void putsEachRowInEachPlaceEquallyOften() {
    int[][] counts = new int[5][5];
    EpochOrder order = new EpochOrder(5, 1);
    int epochs = 10_000;
    for (int epoch = 0; epoch < epochs; epoch++) {
      int[] rows = order.rows(epoch);
      for (int place = 0; place < 5; place++) {
        counts[place][rows[place]]++;
      }
    }
    // Binomial(10000, 1/5) has standard deviation 40.
    for (int count : Arrays.stream(counts).flatMapToInt(Arrays::stream).toArray()) {
      assertThat(count).isCloseTo(epochs / 5, within(200));
    }
  }

  @Test
  void cutsEveryEpochIntoBatchesThatCoverIt() {
    BatchOrder batches = new BatchOrder(new EpochOrder(103, 1), 10, false);
    assertThat(batches.batchesPerEpoch()).isEqualTo(11);
    List<Integer> second = new ArrayList<>();
    for (long step = 11; step < 22; step++) {
      assertThat(batches.epochOf(step)).isEqualTo(1);
      Arrays.stream(batches.batch(step)).forEach(second::add);
    }
    assertThat(second).hasSize(103).doesNotHaveDuplicates();
    assertThat(batches.batch(10)).hasSize(3);
  }

  @Test
  void dropsThePartialBatchIfAsked() {
    BatchOrder batches = new BatchOrder(new EpochOrder(103, 1), 10, true);
    assertThat(batches.batchesPerEpoch()).isEqualTo(10);
    for (long step = 0; step < 30; step++) {
      assertThat(batches.batch(step)).hasSize(10);
    }
    assertThat(new BatchOrder(new EpochOrder(100, 1), 10, false).batchesPerEpoch()).isEqualTo(10);
  }

  @Test
  void givesTheSameBatchInWhateverOrderStepsAreAskedFor() {
    BatchOrder forward = new BatchOrder(new EpochOrder(50, 2), 8, false);
    BatchOrder resumed = new BatchOrder(new EpochOrder(50, 2), 8, false);
    for (long step = 0; step < 40; step++) {
      forward.batch(step);
    }
    assertThat(resumed.batch(39)).isEqualTo(forward.batch(39));
    assertThat(forward.batch(3)).isEqualTo(resumed.batch(3));
  }

  @Test
  void rejectsSizesOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EpochOrder(0, 1));
    EpochOrder order = new EpochOrder(5, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchOrder(order, 6, false));
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchOrder(order, 0, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchOrder(order, 1, false).batch(-1));
  }
}
