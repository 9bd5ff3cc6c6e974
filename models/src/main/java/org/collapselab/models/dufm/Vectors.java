package org.collapselab.models.dufm;

/** Arithmetic of flat parameter vectors. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  /** y ← y + a·x. */
  static void add(double a, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += a * x[i];
    }
  }

  /** x + a·d, as a new vector. */
  static double[] moved(double[] x, double a, double[] d) {
    double[] result = x.clone();
    add(a, d, result);
    return result;
  }

  static double[] difference(double[] x, double[] y) {
    return moved(x, -1, y);
  }
}
