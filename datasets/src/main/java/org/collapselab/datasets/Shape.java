package org.collapselab.datasets;

/**
 * Shape of one sample, stored channel by channel, each channel row-major ({@code c, h, w}). A table
 * with d columns has d channels of 1×1, so that per-channel statistics are per-column statistics.
 */
public record Shape(int channels, int height, int width) {
  /**
   * Checks the sides.
   *
   * @throws IllegalArgumentException if a side is below 1
   * @throws ArithmeticException if the product exceeds 2³¹−1
   */
  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "shape " + channels + "×" + height + "×" + width + ": every side must be at least 1");
    }
    Math.multiplyExact(channels, Math.multiplyExact(height, width));
  }

  /** The shape of a table row with {@code d} columns. */
  public static Shape vector(int d) {
    return new Shape(d, 1, 1);
  }

  /** Number of values of one sample, d = channels · height · width. */
  public int dim() {
    return channels * area();
  }

  /** Number of values of one channel, height · width. */
  public int area() {
    return height * width;
  }
}
