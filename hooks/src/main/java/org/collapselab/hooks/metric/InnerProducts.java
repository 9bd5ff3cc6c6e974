package org.collapselab.hooks.metric;

/** Inner products with independent partial sums, so that the processor can overlap additions. */
final class InnerProducts {
  private InnerProducts() {}

  static double dot(double[] x, int xFrom, double[] y, int yFrom, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      s0 += x[xFrom + i] * y[yFrom + i];
      s1 += x[xFrom + i + 1] * y[yFrom + i + 1];
      s2 += x[xFrom + i + 2] * y[yFrom + i + 2];
      s3 += x[xFrom + i + 3] * y[yFrom + i + 3];
    }
    for (; i < length; i++) {
      s0 += x[xFrom + i] * y[yFrom + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double squaredDistance(double[] x, int xFrom, double[] y, int yFrom, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double difference = x[xFrom + i] - y[yFrom + i];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * Writes ⟨rows[j], x⟩ to {@code out[j]}, four rows at a time so that x is read a quarter as
   * often.
   */
  static void dots(double[][] rows, double[] x, double[] out) {
    int j = 0;
    for (; j < rows.length - 3; j += 4) {
      dots4(rows, j, x, out);
    }
    for (; j < rows.length; j++) {
      out[j] = dot(rows[j], 0, x, 0, x.length);
    }
  }

  private static void dots4(double[][] rows, int j, double[] x, double[] out) {
    double[] a = rows[j];
    double[] b = rows[j + 1];
    double[] c = rows[j + 2];
    double[] d = rows[j + 3];
    double sa = 0;
    double sb = 0;
    double sc = 0;
    double sd = 0;
    for (int i = 0; i < x.length; i++) {
      double value = x[i];
      sa += a[i] * value;
      sb += b[i] * value;
      sc += c[i] * value;
      sd += d[i] * value;
    }
    out[j] = sa;
    out[j + 1] = sb;
    out[j + 2] = sc;
    out[j + 3] = sd;
  }
}
