package org.collapselab.models;

/** Largest deviations, so that a failing test prints one number. */
final class Matrices {
  private Matrices() {}

  /** max |after − (before + scale·direction)|. */
  static double deviation(double[][] after, double[][] before, double scale, double[][] direction) {
    double worst = 0;
    for (int i = 0; i < after.length; i++) {
      worst = Math.max(worst, deviation(after[i], before[i], scale, direction[i]));
    }
    return worst;
  }

  static double deviation(double[] after, double[] before, double scale, double[] direction) {
    double worst = 0;
    for (int i = 0; i < after.length; i++) {
      worst = Math.max(worst, Math.abs(after[i] - before[i] - scale * direction[i]));
    }
    return worst;
  }
}
