package org.collapselab.models.dufm;

/**
 * How far L-BFGS goes from a point.
 *
 * @param tolerance ‖∇‖ at which it ends, ≥ 0
 * @param iterations most iterations for each rounding of the kink, ≥ 0
 * @param memory pairs that L-BFGS remembers, ≥ 1
 * @param finestRounding the last of 1e-2, 1e-3, …, 1e-6 over which the kink of ReLU is rounded off
 */
public record PolishSettings(double tolerance, int iterations, int memory, double finestRounding) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public PolishSettings {
    if (!(tolerance >= 0)
        || iterations < 0
        || memory < 1
        || !(finestRounding >= 1e-6 && finestRounding <= 1e-2)) {
      throw new IllegalArgumentException(
          ("a polish needs a tolerance and iterations of at least 0, a memory of at least 1 and a"
                  + " finest rounding from 1e-6 to 1e-2, got %s, %d, %d, %s")
              .formatted(tolerance, iterations, memory, finestRounding));
    }
  }

  /** 3000 iterations for each rounding down to 1e-6, with 20 pairs. */
  public static PolishSettings standard(double tolerance) {
    return new PolishSettings(tolerance, 3000, 20, 1e-6);
  }
}
