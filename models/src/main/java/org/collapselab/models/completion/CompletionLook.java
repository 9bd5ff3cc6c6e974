package org.collapselab.models.completion;

import java.util.List;

/**
 * A network at one step.
 *
 * @param step steps taken, those of the warm-up included
 * @param rank {@link #rank(List, int, double)} at the training's tolerance
 * @param fit 1/(2|I|) Σ (A_ij − A*_ij)² over the observed entries
 * @param penalty λ/2 Σ_l ‖W_l‖_F²
 * @param gradientNorm ‖∇‖ of the objective over all observed entries: close to 0 at a minimum,
 *     where a warm-up should end so that later jumps are due to SGD
 * @param testError the same mean as {@code fit} over the entries that are not observed; NaN if all
 *     are
 * @param spectrum singular values of A, descending
 */
public record CompletionLook(
    long step,
    int rank,
    double fit,
    double penalty,
    double gradientNorm,
    double testError,
    List<Double> spectrum) {

  /** Keeps the spectrum. */
  public CompletionLook {
    spectrum = List.copyOf(spectrum);
  }

  /** The same with these many steps before it. */
  CompletionLook after(long earlier) {
    return new CompletionLook(
        earlier + step, rank, fit, penalty, gradientNorm, testError, spectrum);
  }

  /** The objective. */
  public double loss() {
    return fit + penalty;
  }

  /**
   * The number of surviving directions: singular values s_i of A with (s_i/s_1)^{1/L} &gt; τ; 0 if
   * A = 0.
   *
   * <p>Where layers are balanced, as weight decay makes them, a singular value s of A is s^{1/L} in
   * every layer, so τ bounds what is left of a direction in each, whatever the depth. For L ≥ 3 the
   * two kinds of direction lie far apart. A gradient of size g moves such a σ = s^{1/L} by gσ^{L−1}
   * − λσ: below (λ/g)^{1/(L−2)} decay wins, and σ goes to 0 as (1 − ηλ)^t, in about ln(1/τ)/(ηλ)
   * steps below τσ_1. A single entry cannot lift it either: to it, too, it adds only ησ^{L−1} times
   * its error. For L = 2 nothing is below that point, and a direction may fade and come back.
   *
   * <p>τ only has to lie between the two kinds. If it is smaller, a vanished direction is noticed
   * later; if it is larger than the smallest surviving σ_i/σ_1, noise in that direction counts as
   * jumps. Compare the jumps at a few τ, which need only the spectra.
   */
  public static int rank(List<Double> spectrum, int depth, double tolerance) {
    double floor = Math.pow(tolerance, depth) * spectrum.get(0);
    return Math.toIntExact(spectrum.stream().filter(s -> s > floor).count());
  }
}
