package org.collapselab.studies.surface;

import org.collapselab.models.dufm.HessianSpectrum;

/**
 * How the surface around a point is measured.
 *
 * @param zero eigenvalues of at most this times the smallest weight of a penalty count as zero, in
 *     (0, 1)
 * @param mostDirections the largest order of a dense matrix, from 1 to {@link
 *     HessianSpectrum#MOST_DIRECTIONS}; above it only the extreme eigenvalues are found
 * @param steps of Lanczos' iteration, ≥ 2
 */
public record SurfaceSettings(double zero, int mostDirections, int steps) {
  /** 1e-3, 4000 and 300. */
  public static final SurfaceSettings STANDARD = new SurfaceSettings(1e-3, 4000, 300);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public SurfaceSettings {
    require(zero > 0 && zero < 1, "the tolerance of zero must be in (0, 1), got " + zero);
    require(
        mostDirections >= 1 && mostDirections <= HessianSpectrum.MOST_DIRECTIONS,
        "the order of a dense Hessian must be from 1 to %d, got %d"
            .formatted(HessianSpectrum.MOST_DIRECTIONS, mostDirections));
    require(steps >= 2, "steps of Lanczos must be at least 2, got " + steps);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
