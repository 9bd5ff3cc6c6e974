package org.collapselab.cli;

import org.collapselab.datasets.Shape;

/** How the shape of a sample is written. */
final class Shapes {
  private Shapes() {}

  /** {@code 8 features}, {@code 28×28} or {@code 3×32×32}, channels first. */
  static String text(Shape shape) {
    if (shape.height() == 1 && shape.width() == 1) {
      return shape.channels() + " features";
    }
    String image = shape.height() + "×" + shape.width();
    return shape.channels() == 1 ? image : shape.channels() + "×" + image;
  }
}
