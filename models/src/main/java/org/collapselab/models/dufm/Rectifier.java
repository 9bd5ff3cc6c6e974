package org.collapselab.models.dufm;

/**
 * σ and σ′ on matrices outside the heap. HotSpot vectorises loops over arrays, but none over direct
 * buffers, so that copying a block into an array, working there and copying it back is several
 * times as fast as working in place.
 */
final class Rectifier {
  private static final int BLOCK = 1024; // 32 KB in all, so that they stay in the first-level cache

  private final double smoothing;
  private final double[] values = new double[BLOCK];
  private final double[] activated = new double[BLOCK];
  private final long[] valueBits = new long[BLOCK];
  private final long[] activatedBits = new long[BLOCK];

  /** The kink is rounded off over [0, {@code smoothing}]; 0 leaves it as it is. */
  Rectifier(double smoothing) {
    this.smoothing = smoothing;
  }

  /** x ← σ(x). */
  void apply(Matrix pre) {
    for (int from = 0; from < pre.size(); from += BLOCK) {
      int count = Math.min(BLOCK, pre.size() - from);
      pre.values.get(from, values, 0, count);
      if (smoothing == 0) {
        rectify(values, count);
      } else {
        rectifySmoothly(values, count, smoothing);
      }
      pre.values.put(from, values, 0, count);
    }
  }

  /** Multiplies by σ′, given σ. */
  void mask(Matrix gradient, Matrix post) {
    for (int from = 0; from < post.size(); from += BLOCK) {
      int count = Math.min(BLOCK, post.size() - from);
      if (smoothing == 0) {
        gradient.bits.get(from, valueBits, 0, count);
        post.bits.get(from, activatedBits, 0, count);
        mask(valueBits, activatedBits, count);
        gradient.bits.put(from, valueBits, 0, count);
      } else {
        gradient.values.get(from, values, 0, count);
        post.values.get(from, activated, 0, count);
        maskSmoothly(values, activated, count, smoothing);
        gradient.values.put(from, values, 0, count);
      }
    }
  }

  /** max(x, 0), written such that −0 becomes 0 and NaN stays, in few vector instructions. */
  private static void rectify(double[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = 0.5 * (x[i] + Math.abs(x[i]));
    }
  }

  /** σ′(0) = 0. As an integer, σ is positive or 0, so that −σ ≫ 63 is all ones or all zeros. */
  private static void mask(long[] gradient, long[] post, int count) {
    for (int i = 0; i < count; i++) {
      gradient[i] &= -post[i] >> 63;
    }
  }

  /** x ← σ_ε(x): 0 below 0, x²/(2ε) up to ε, x − ε/2 beyond. */
  private static void rectifySmoothly(double[] values, int count, double epsilon) {
    for (int i = 0; i < count; i++) {
      double x = Math.max(values[i], 0);
      values[i] = x < epsilon ? x * x / (2 * epsilon) : x - epsilon / 2;
    }
  }

  /** σ_ε′ is √(2σ_ε/ε) up to x = ε and 1 beyond. */
  private static void maskSmoothly(double[] gradient, double[] post, int count, double epsilon) {
    for (int i = 0; i < count; i++) {
      gradient[i] *= Math.min(1, Math.sqrt(2 * post[i] / epsilon));
    }
  }
}
