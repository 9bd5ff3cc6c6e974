package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.collapselab.datasets.Augmentation.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
  private static final Shape SHAPE = new Shape(2, 5, 7);

  private static Samples images(long seed, int count) {
    byte[] pixels = new byte[count * SHAPE.dim()];
    new Random(seed).nextBytes(pixels);
    Samples raw =
        Samples.of(new LabeledImages(SHAPE, pixels, new int[count]), List.of("only class"));
    return raw.scaled(raw.fit(Scaling.STANDARDIZED));
  }

  private static float[] views(Samples samples, int[] rows, Augmentation augmentation, long step) {
    float[] values = new float[rows.length * SHAPE.dim()];
    samples.gather(rows, values, 0, augmentation, step);
    return values;
  }

  /** Pads, crops and mirrors as one would by hand; black is what byte 0 is scaled to. */
  private static float expected(float[] image, float[] black, View view, int c, int y, int x) {
    int column = view.mirrored() ? SHAPE.width() - 1 - x : x;
    int sourceY = y + view.down();
    int sourceX = column + view.right();
    boolean inside =
        sourceY >= 0 && sourceY < SHAPE.height() && sourceX >= 0 && sourceX < SHAPE.width();
    return inside
        ? image[c * SHAPE.area() + sourceY * SHAPE.width() + sourceX]
        : black[c * SHAPE.area()];
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aViewIsThePaddedImageCutAndMirrored(long seed) {
    Samples samples = images(seed, 3);
    Samples dark =
        Samples.of(
                new LabeledImages(SHAPE, new byte[SHAPE.dim()], new int[1]), List.of("only class"))
            .scaled(samples.scaling());
    float[] black = new float[SHAPE.dim()];
    dark.copyRow(0, black, 0);
    Augmentation augmentation = new Augmentation(true, seed);
    float[] shown = views(samples, new int[] {2, 0, 2}, augmentation, seed * 10);
    float[] image = new float[SHAPE.dim()];
    samples.copyRow(2, image, 0);
    View view = augmentation.view(seed * 10, 2);
    int at = 2 * SHAPE.dim();
    for (int c = 0; c < SHAPE.channels(); c++) {
      for (int y = 0; y < SHAPE.height(); y++) {
        for (int x = 0; x < SHAPE.width(); x++) {
          assertThat(shown[at++]).isEqualTo(expected(image, black, view, c, y, x));
        }
      }
    }
  }

  /** So that an engine can show views of images that it keeps. */
  @Test
  void theTableOfViewsShowsWhatIsGathered() {
    Samples samples = images(3, 1);
    float[] image = new float[SHAPE.dim()];
    samples.copyRow(0, image, 0);
    Augmentation augmentation = new Augmentation(true, 5);
    int[][] table = Augmentation.views(SHAPE);
    assertThat(table).hasNumberOfRows(9 * 9 * 2);
    Set<Integer> numbers = new HashSet<>();
    for (long step = 0; step < 200; step++) {
      float[] shown = views(samples, new int[] {0}, augmentation, step);
      int number = augmentation.viewNumber(step, 0);
      numbers.add(number);
      for (int i = 0; i < shown.length; i++) {
        int channel = i / SHAPE.area();
        int pixel = table[number][i % SHAPE.area()];
        assertThat(shown[i])
            .isEqualTo(
                pixel == SHAPE.area()
                    ? samples.black(channel)
                    : image[channel * SHAPE.area() + pixel]);
      }
    }
    assertThat(numbers).hasSizeGreaterThan(80).allMatch(number -> number < table.length);
  }

  @Test
  void pixelsDependOnSeedStepAndPositionAlone() {
    Samples samples = images(1, 4);
    int[] rows = {0, 1, 2, 3};
    Augmentation augmentation = new Augmentation(true, 7);
    float[] first = views(samples, rows, augmentation, 3);
    views(samples, rows, augmentation, 4);
    assertThat(views(samples, rows, new Augmentation(true, 7), 3)).isEqualTo(first);
    assertThat(views(samples, rows, augmentation, 4)).isNotEqualTo(first);
    assertThat(views(samples, rows, new Augmentation(true, 8), 3)).isNotEqualTo(first);
    assertThat(views(samples, new int[] {3, 1}, augmentation, 3))
        .endsWith(java.util.Arrays.copyOfRange(first, SHAPE.dim(), 2 * SHAPE.dim()));
  }

  @ParameterizedTest
  @CsvSource({"true, 0.5", "false, 0"})
  void everyShiftIsEquallyFrequentAndHalfTheImagesAreMirroredIfAtAll(boolean flip, double share) {
    int[][] shifts = new int[9][9];
    int mirrored = 0;
    int draws = 81 * 400;
    for (int i = 0; i < draws; i++) {
      View view = new Augmentation(flip, i % 9).view(i / 128, i % 128);
      shifts[view.down() + 4][view.right() + 4]++;
      mirrored += view.mirrored() ? 1 : 0;
    }
    // Each count is binomial with mean 400 and deviation 20; the share has deviation 0.003.
    for (int[] row : shifts) {
      for (int count : row) {
        assertThat(count).isBetween(300, 500);
      }
    }
    assertThat((double) mirrored / draws).isCloseTo(share, within(0.015));
  }

  @Test
  void plainCopiesStayAsTheyAre() {
    Samples samples = images(2, 2);
    float[] before = new float[2 * SHAPE.dim()];
    float[] after = new float[2 * SHAPE.dim()];
    samples.gather(new int[] {0, 1}, before, 0);
    views(samples, new int[] {0, 1}, new Augmentation(true, 1), 0);
    samples.gather(new int[] {0, 1}, after, 0);
    assertThat(after).isEqualTo(before);
    assertThat(samples.labels()).containsOnly(0);
  }

  @Test
  void tablesHaveNoViews() {
    Samples table = SamplesTest.smallTable();
    assertThatIllegalStateException()
        .isThrownBy(
            () -> table.gather(new int[] {0}, new float[2], 0, new Augmentation(true, 1), 0))
        .withMessageContaining("images stored as bytes");
  }
}
