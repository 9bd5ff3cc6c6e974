package org.collapselab.hooks.metric;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Singular values σ_1 ≥ σ_2 ≥ … of a matrix, and the ranks derived from them. The zero matrix has
 * rank 0 in every sense.
 */
public final class Spectrum {
  /** Relative cutoff of the numerical rank: count σ_i &gt; 10⁻²·σ_1. */
  public static final double DEFAULT_TOLERANCE = 1e-2;

  private final double[] values;
  private final double roundoff;

  private Spectrum(double[] descending, int size) {
    this.values = descending;
    this.roundoff = size * Math.ulp(1.0) * descending[0];
  }

  /** Spectrum of a matrix, by {@link SingularValues#standard()}. */
  public static Spectrum of(DMatrixRMaj matrix) {
    return of(matrix, SingularValues.standard());
  }

  /** Spectrum of a matrix, by a given method. */
  public static Spectrum of(DMatrixRMaj matrix, SingularValues method) {
    return new Spectrum(method.of(matrix), Math.max(matrix.numRows, matrix.numCols));
  }

  /** Spectrum of known singular values, in any order. */
  public static Spectrum ofValues(double... singularValues) {
    if (singularValues.length == 0) {
      throw new IllegalArgumentException("a spectrum needs at least one singular value");
    }
    double[] descending = new double[singularValues.length];
    double[] ascending = singularValues.clone();
    Arrays.sort(ascending);
    for (int i = 0; i < descending.length; i++) {
      descending[i] = ascending[ascending.length - 1 - i];
    }
    if (!(ascending[0] >= 0 && Double.isFinite(descending[0]))) {
      throw new IllegalArgumentException(
          "singular values must be finite and at least 0, got " + Arrays.toString(singularValues));
    }
    return new Spectrum(descending, descending.length);
  }

  /** Singular values, descending. */
  public double[] values() {
    return values.clone();
  }

  /** rank_numerical: the number of σ_i &gt; τ·σ_1, with τ ∈ [0, 1). */
  public int numericalRank(double tolerance) {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance must be in [0, 1), got " + tolerance);
    }
    return (int) Arrays.stream(values).filter(s -> s > tolerance * values[0]).count();
  }

  /** rank_stable = ‖·‖_F²/σ_1² ∈ [1, rank]. */
  public double stableRank() {
    return values[0] == 0 ? 0 : power(2) / (values[0] * values[0]);
  }

  /** rank_effective = exp(−Σ p_i log p_i) ∈ [1, rank], p_i = σ_i/Σσ (Roy, Vetterli 2007). */
  public double effectiveRank() {
    if (values[0] == 0) {
      return 0;
    }
    double total = nuclear();
    double entropy = 0;
    for (double value : values) {
      double p = value / total;
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return Math.exp(entropy);
  }

  /**
   * Σ_i σ_i^p with p &gt; 0, the p-th power of the Schatten-p (quasi-)norm. With p = 2/L it is what
   * L regularised layers pay: min ½Σ‖W_l‖_F² over W_L⋯W_1 = Z is L/2·Σσ_i(Z)^{2/L}. Singular values
   * within roundoff of zero (max(m, n)·2⁻⁵²·σ_1) count as zero, since small p would magnify them.
   */
  public double schatten(double p) {
    if (!(p > 0)) {
      throw new IllegalArgumentException("p must be positive, got " + p);
    }
    return Arrays.stream(values).filter(s -> s > roundoff).map(s -> Math.pow(s, p)).sum();
  }

  /** ‖·‖_* = Σσ_i. */
  public double nuclear() {
    return Arrays.stream(values).sum();
  }

  /** ‖·‖_F = √Σσ_i². */
  public double frobenius() {
    return Math.sqrt(power(2));
  }

  /**
   * ‖W − W_k‖_F/‖W‖_F ∈ [0, 1], W_k the best rank-k approximation; k = 2 is the rank-2 residual of
   * [C].
   */
  public double residual(int rank) {
    if (rank < 0) {
      throw new IllegalArgumentException("rank must be at least 0, got " + rank);
    }
    double tail = Arrays.stream(values).skip(rank).map(s -> s * s).sum();
    return values[0] == 0 ? 0 : Math.sqrt(tail / power(2));
  }

  private double power(int p) {
    return Arrays.stream(values).map(s -> Math.pow(s, p)).sum();
  }
}
