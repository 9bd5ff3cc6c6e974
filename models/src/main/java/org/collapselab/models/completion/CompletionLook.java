package org.collapselab.models.completion;

import java.util.List;

/**
 * A network at one step.
 *
 * @param step steps taken, those of the warm-up included
 * @param rank {@link #rank(List, int, double)} at the training's tolerance
 * @param fit 1/(2|I|) Σ (A_ij − A*_ij)² over the observed entries
 * @param penalty λ/2 Σ_l ‖W_l‖_F²
 * @param gradientNorm ‖∇‖ of the objective over all observed entries: next to 0 at a minimum, which
 *     is where a warm-up ought to end for later jumps to be those of SGD
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

  /** The objective. */
  public double loss() {
    return fit + penalty;
  }

  /** A's singular values above τ^L times the largest. */
  public static int rank(List<Double> spectrum, int depth, double tolerance) {
    double floor = Math.pow(tolerance, depth) * spectrum.get(0);
    return Math.toIntExact(spectrum.stream().filter(s -> s > floor).count());
  }
}
