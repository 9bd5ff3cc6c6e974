package org.collapselab.trainer.run;

import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The largest curvature λ_max of a function: the largest eigenvalue of its Hessian, by power
 * iteration. Products of the Hessian with a vector are central differences of gradients.
 */
final class Curvature {
  private static final int PRODUCTS = 40;
  private static final double ACCURACY = 0.01;
  private static final double STEP = 1e-4; // of ‖θ‖; in FP64 rounding stays far below

  private Curvature() {}

  /**
   * λ_max to about 1 %, or what 40 products or the time left give.
   *
   * @param gradient of the function; where it has kinks, differences across them count as curvature
   * @param point θ
   * @param seed of the first direction
   * @param end on the clock of {@link System#nanoTime}
   * @return 0 for a function without curvature; NaN if a gradient is not finite
   */
  static double largest(UnaryOperator<double[]> gradient, double[] point, long seed, long end) {
    double dominant = dominant(gradient, point, seed, 0, end);
    // If it is the lowest, adding its modulus to all of them makes the highest dominant.
    return dominant < 0 ? dominant(gradient, point, seed, -dominant, end) + dominant : dominant;
  }

  /** The eigenvalue of largest modulus of the Hessian plus a multiple of I. */
  private static double dominant(
      UnaryOperator<double[]> gradient, double[] point, long seed, double shift, long end) {
    double[] direction = new Random(seed).doubles(point.length, -1, 1).toArray();
    double width = STEP * Math.max(1, norm(point));
    double estimate = 0;
    for (int k = 0; k < PRODUCTS && System.nanoTime() - end < 0; k++) {
      scale(direction, 1 / norm(direction));
      double[] product = product(gradient, point, direction, width);
      for (int i = 0; i < product.length; i++) {
        product[i] += shift * direction[i];
      }
      double quotient = dot(product, direction);
      boolean settled = Math.abs(quotient - estimate) <= ACCURACY * Math.abs(quotient);
      estimate = quotient;
      if (settled || !Double.isFinite(quotient)) {
        break;
      }
      direction = product;
    }
    return estimate;
  }

  private static double[] product(
      UnaryOperator<double[]> gradient, double[] point, double[] direction, double width) {
    double[] above = gradient.apply(moved(point, direction, width));
    double[] below = gradient.apply(moved(point, direction, -width));
    double[] product = new double[point.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = (above[i] - below[i]) / (2 * width);
    }
    return product;
  }

  private static double[] moved(double[] point, double[] direction, double by) {
    double[] moved = point.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += by * direction[i];
    }
    return moved;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static void scale(double[] x, double by) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= by;
    }
  }
}
