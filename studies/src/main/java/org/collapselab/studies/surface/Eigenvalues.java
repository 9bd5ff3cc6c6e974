package org.collapselab.studies.surface;

import java.util.Arrays;

/**
 * All eigenvalues of a Hessian, counted.
 *
 * @param negative below −cutoff
 * @param zero within ±cutoff
 * @param positive above the cutoff, without the next
 * @param kinks directions across kinks of ReLU: those above every eigenvalue that the Hessian has
 *     while no kink is crossed, whose curvature 1/ε comes from rounding them off, and negative ones
 *     along which the loss does not fall
 * @param largestZero the largest modulus that counted as zero; 0 if none did
 * @param smallestOther the smallest modulus that did not; the wider the gap between the two, the
 *     surer the counts
 * @param trace of those that are not kinks, like the norms
 * @param frobenius √Σμ²
 * @param spectral max |μ|
 */
public record Eigenvalues(
    int negative,
    int zero,
    int positive,
    int kinks,
    double largestZero,
    double smallestOther,
    double trace,
    double frobenius,
    double spectral) {

  /**
   * Counts them.
   *
   * @param eigenvalues in any order
   * @param cutoff of zero
   * @param steepest above this they are kinks; may be infinite
   * @param left further kinks, left out of {@code eigenvalues}
   */
  static Eigenvalues of(double[] eigenvalues, double cutoff, double steepest, int left) {
    double[] smooth = Arrays.stream(eigenvalues).filter(value -> value <= steepest).toArray();
    double[] sizes = Arrays.stream(smooth).map(Math::abs).toArray();
    int zero = (int) Arrays.stream(sizes).filter(size -> size <= cutoff).count();
    int negative = (int) Arrays.stream(smooth).filter(value -> value < -cutoff).count();
    return new Eigenvalues(
        negative,
        zero,
        smooth.length - zero - negative,
        eigenvalues.length - smooth.length + left,
        Arrays.stream(sizes).filter(size -> size <= cutoff).max().orElse(0),
        Arrays.stream(sizes).filter(size -> size > cutoff).min().orElse(Double.NaN),
        Arrays.stream(smooth).sum(),
        Math.sqrt(Arrays.stream(smooth).map(value -> value * value).sum()),
        Arrays.stream(sizes).max().orElse(0));
  }
}
