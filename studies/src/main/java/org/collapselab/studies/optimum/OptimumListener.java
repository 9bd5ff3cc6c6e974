package org.collapselab.studies.optimum;

/** Told how a search is doing, from the thread that finished a start, one at a time. */
@FunctionalInterface
public interface OptimumListener {

  /**
   * A start has ended.
   *
   * @param done starts that have ended
   * @param planned starts in all, as far as they are known
   * @param best the lowest loss so far
   * @param rank its rank
   */
  void ended(int done, int planned, double best, int rank);
}
