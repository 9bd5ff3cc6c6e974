package org.collapselab.trainer.run;

import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The largest curvature λ_max of a function: the eigenvalue of its Hessian of largest modulus, by
 * power iteration. Products of the Hessian with a vector are central differences of gradients.
 */
final class Curvature {
  private static final int PRODUCTS = 40;
  private static final double ACCURACY = 0.01;
  private static final double STEP = 1e-4; // of ‖θ‖; in FP64 rounding stays far below

  private Curvature() {}

  /**
   * λ_max to about 1 %, or what 40 products give.
   *
   * @param gradient of the function; where it has kinks, differences across them count as curvature
   * @param point θ
   * @param seed of the first direction
   * @return 0 for a function without curvature in that direction; NaN if a gradient is not finite
   */
  static double largest(UnaryOperator<double[]> gradient, double[] point, long seed) {
    Random random = new Random(seed);
    double[] direction = new double[point.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.nextGaussian();
    }
    double width = STEP * Math.max(1, norm(point));
    double estimate = 0;
    for (int k = 0; k < PRODUCTS; k++) {
      scale(direction, 1 / norm(direction));
      double[] above = gradient.apply(moved(point, direction, width));
      double[] below = gradient.apply(moved(point, direction, -width));
      double[] product = new double[point.length];
      double quotient = 0;
      for (int i = 0; i < product.length; i++) {
        product[i] = (above[i] - below[i]) / (2 * width);
        quotient += product[i] * direction[i];
      }
      boolean settled = Math.abs(quotient - estimate) <= ACCURACY * Math.abs(quotient);
      estimate = quotient;
      if (settled || !Double.isFinite(quotient) || norm(product) == 0) {
        break;
      }
      direction = product;
    }
    return estimate;
  }

  private static double[] moved(double[] point, double[] direction, double by) {
    double[] moved = point.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += by * direction[i];
    }
    return moved;
  }

  static double norm(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }

  private static void scale(double[] x, double by) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= by;
    }
  }
}
