package org.collapselab.studies.optimum;

/**
 * The lowest loss found at one rank.
 *
 * @param found the point
 * @param reached starts that ended at this rank within a relative 1e-4 of its loss, before the long
 *     polish
 * @param ended starts that ended at this rank
 */
public record FrontierPoint(FoundPoint found, int reached, int ended) {

  /** r. */
  public int rank() {
    return found.end().rank();
  }

  /** The objective. */
  public double loss() {
    return found.end().loss();
  }
}
