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
  record View(int down, int right, boolean mirrored) {}

  /** The view of the image at a position of the batch of a step. */
  View view(long step, int position) {
    SplittableRandom random = Seeds.stream(seed, Purpose.AUGMENTATION, step, position);
    int down = random.nextInt(-PADDING, PADDING + 1);
    int right = random.nextInt(-PADDING, PADDING + 1);
    return new View(down, right, flip && random.nextBoolean());
  }
}
