package org.collapselab.datasets;

/**
 * How the sizes of the training classes fall off, from n samples in the first of K classes.
 *
 * @param ratio of the smallest class to n, in (0, 1]
 */
public record Imbalance(Type type, double ratio) {
  /** The shapes. */
  public enum Type {
    /** A long tail: class c has round(n·ratio^{c/(K−1)}) samples. */
    EXP,
    /** The last ⌊K/2⌋ classes have round(n·ratio) samples, the others n. */
    STEP
  }

  /**
   * Checks the ratio.
   *
   * @throws IllegalArgumentException unless it is in (0, 1]
   */
  public Imbalance {
    if (!(ratio > 0 && ratio <= 1)) {
      throw new IllegalArgumentException("the ratio must be in (0, 1], got " + ratio);
    }
  }

  /** Samples of class c of K, at least one, where the largest class has n. */
  int count(int n, int c, int classes) {
    double share =
        switch (type) {
          case EXP -> classes == 1 ? 1 : Math.pow(ratio, (double) c / (classes - 1));
          case STEP -> c < classes - classes / 2 ? 1 : ratio;
        };
    return Math.max(1, (int) Math.round(n * share));
  }
}
