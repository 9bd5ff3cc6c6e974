package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubsetTest {
  private static final List<String> CLASSES = List.of("cat", "dog", "eel");

  /** 300 samples of one pixel, each class with at least 80. */
  private static Samples samples() {
    SplittableRandom random = new SplittableRandom(4);
    int[] labels = IntStream.range(0, 300).map(i -> random.nextInt(3)).toArray();
    return Samples.of(new LabeledImages(Shape.vector(1), new byte[300], labels), CLASSES);
  }

  private static int[] balanced(int perClass, long seed) {
    Samples samples = samples();
    return Subset.classBalanced(samples, Subset.all(samples), perClass, seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
  void takesTheSameNumberOfEachClassInAscendingOrder(long seed) {
    int[] rows = balanced(40, seed);
    assertThat(samples().select(rows).classCounts()).containsExactly(40, 40, 40);
    assertThat(rows).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void isReproducibleInTheSeedAndVariesWithIt() {
    assertThat(balanced(40, 1)).isEqualTo(balanced(40, 1)).isNotEqualTo(balanced(40, 2));
  }

  @Test
  void containsSmallerSubsetsInLargerOnes() {
    assertThat(balanced(60, 3)).contains(balanced(20, 3));
  }

  @Test
  void choosesOnlyAmongTheGivenRows() {
    int[] evens = IntStream.range(0, 150).map(i -> 2 * i).toArray();
    assertThat(evens).contains(Subset.classBalanced(samples(), evens, 30, 5));
  }

  @Test
  void namesTheClassThatHasTooFewSamples() {
    int[] counts = samples().classCounts();
    int smallest = IntStream.of(counts).min().orElseThrow();
    String name =
        CLASSES.get(
            IntStream.range(0, 3).filter(c -> counts[c] == smallest).findFirst().orElseThrow());
    assertThat(balanced(smallest, 0)).hasSize(3 * smallest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> balanced(smallest + 1, 0))
        .withMessageContaining("(" + name + ")")
        .withMessageContaining("only " + smallest);
  }

  @Test
  void holdsOutBalancedRowsWhoseComplementIsTheRest() {
    Samples samples = samples();
    int[] test = Subset.holdOut(samples, 60, 9);
    int[] train = Subset.complement(samples, test);
    assertThat(samples.select(test).classCounts()).containsExactly(20, 20, 20);
    int[] together = IntStream.concat(Arrays.stream(test), Arrays.stream(train)).sorted().toArray();
    assertThat(together).isEqualTo(Subset.all(samples));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Subset.holdOut(samples, 61, 9))
        .withMessageContaining("multiple of 3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 300})
  void rejectsAHoldoutOutOfRange(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Subset.holdOut(samples(), count, 0))
        .withMessageContaining("between 1 and 299");
  }

  @Test
  void takesTheFirstRows() {
    assertThat(Subset.first(new int[] {3, 5, 8}, 2)).containsExactly(3, 5);
    assertThatIllegalArgumentException().isThrownBy(() -> Subset.first(new int[] {3}, 2));
  }

  @Test
  void hashesRowsAsBigEndianIntegers() {
    assertThat(Digests.ofRows(new int[] {1, 256}))
        .isEqualTo(Digests.hex(new byte[] {0, 0, 0, 1, 0, 0, 1, 0}));
  }
}
