package org.collapselab.theory;

/**
 * The data term along a ray Z = t · Z_1 of logits: convex and smooth in t ≥ 0, least at t &gt; 0.
 */
interface Fit {

  /** fit(t). */
  double value(double scale);

  /** d fit / dt. */
  double slope(double scale);

  /** ½(1−t)²: MSE along Z = t·I. */
  static Fit squaredError() {
    return new Fit() {
      @Override
      public double value(double scale) {
        return (1 - scale) * (1 - scale) / 2;
      }

      @Override
      public double slope(double scale) {
        return scale - 1;
      }
    };
  }

  /**
   * log(1 + Σ_j k_j e^{−t m_j}): cross-entropy where, for every class, the logits of k_j of the
   * wrong classes lie t·m_j below the right one.
   *
   * @param margins m_j &gt; 0
   * @param counts k_j, summing to K − 1
   */
  static Fit crossEntropy(double[] margins, double[] counts) {
    return new Fit() {
      @Override
      public double value(double scale) {
        return Math.log1p(others(scale));
      }

      @Override
      public double slope(double scale) {
        double weighted = 0;
        for (int j = 0; j < margins.length; j++) {
          weighted -= margins[j] * counts[j] * Math.exp(-scale * margins[j]);
        }
        return weighted / (1 + others(scale));
      }

      private double others(double scale) {
        double sum = 0;
        for (int j = 0; j < margins.length; j++) {
          sum += counts[j] * Math.exp(-scale * margins[j]);
        }
        return sum;
      }
    };
  }

  /**
   * The mean of two fits where {@code first} holds for so many classes, {@code second} for others.
   */
  static Fit mixture(Fit first, int firstClasses, Fit second, int secondClasses) {
    double share = (double) firstClasses / (firstClasses + secondClasses);
    return new Fit() {
      @Override
      public double value(double scale) {
        return share * first.value(scale) + (1 - share) * second.value(scale);
      }

      @Override
      public double slope(double scale) {
        return share * first.slope(scale) + (1 - share) * second.slope(scale);
      }
    };
  }

  /** log(1 + (K−1)e^{−t}): cross-entropy along Z = t·(I − J/K). */
  static Fit simplexCrossEntropy(int classes) {
    return crossEntropy(new double[] {1}, new double[] {classes - 1});
  }
}
