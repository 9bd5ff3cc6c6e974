package org.collapselab.datasets;

import java.util.SplittableRandom;
import org.collapselab.datasets.Seeds.Purpose;

/**
 * Random views of training images: the image is padded with {@value #PADDING} black pixels, cropped
 * to its size at a random place, and perhaps mirrored. A view is a pure function of (seed, step,
 * position in the batch), so that a run can be resumed anywhere.
 *
 * @param flip whether each image is mirrored left to right with probability ½
 */
public record Augmentation(boolean flip, long seed) {
  /** The largest shift in pixels. */
  public static final int PADDING = 4;

  /**
   * The part of an image that is shown.
   *
   * @param down rows that the crop lies below the image, −4…4
   * @param right columns that the crop lies to the right, −4…4
   * @param mirrored whether the crop is then mirrored
   */
  record View(int down, int right, boolean mirrored) {
    private static final int SHIFTS = 2 * PADDING + 1;
    private static final int COUNT = SHIFTS * SHIFTS * 2;

    /** 0 to {@link #COUNT} − 1. */
    int number() {
      return ((down + PADDING) * SHIFTS + right + PADDING) * 2 + (mirrored ? 1 : 0);
    }

    static View numbered(int number) {
      int shift = number / 2;
      return new View(shift / SHIFTS - PADDING, shift % SHIFTS - PADDING, number % 2 == 1);
    }

    /** Row by row the pixel that is shown, or the number of pixels for black. */
    int[] pixels(int height, int width) {
      int[] shown = new int[height * width];
      for (int y = 0; y < height; y++) {
        for (int i = 0; i < width; i++) {
          int from = y + down;
          int x = (mirrored ? width - 1 - i : i) + right;
          boolean inside = from >= 0 && from < height && x >= 0 && x < width;
          shown[y * width + i] = inside ? from * width + x : shown.length;
        }
      }
      return shown;
    }
  }

  /** The number of the view of the image at a position of the batch of a step. */
  public int viewNumber(long step, int position) {
    return view(step, position).number();
  }

  /**
   * For each view and pixel the pixel of the image that is shown there, row by row, or the number
   * of pixels for black.
   */
  public static int[][] views(Shape shape) {
    int[][] views = new int[View.COUNT][];
    for (int number = 0; number < views.length; number++) {
      views[number] = View.numbered(number).pixels(shape.height(), shape.width());
    }
    return views;
  }

  /** The view of the image at a position of the batch of a step. */
  View view(long step, int position) {
    SplittableRandom random = Seeds.stream(seed, Purpose.AUGMENTATION, step, position);
    int down = random.nextInt(-PADDING, PADDING + 1);
    int right = random.nextInt(-PADDING, PADDING + 1);
    return new View(down, right, flip && random.nextBoolean());
  }
}
