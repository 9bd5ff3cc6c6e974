package org.collapselab.datasets;

/**
 * Images of bytes, stored one after another, each in the order of {@link Shape}, and their labels.
 */
final class LabeledImages {
  final Shape shape;
  final byte[] pixels;
  final int[] labels;

  LabeledImages(Shape shape, byte[] pixels, int[] labels) {
    if ((long) labels.length * shape.dim() != pixels.length) {
      throw new IllegalArgumentException(
          labels.length + " images of " + shape + " do not fill " + pixels.length + " bytes");
    }
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
  }
}
