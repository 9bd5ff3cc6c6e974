package org.collapselab.benchmarks;

/**
 * One side of a comparison.
 *
 * @param name in the table
 * @param work takes this many steps, from the start; of every seed, if there are several
 */
record Contender(String name, Work work) {

  /** Steps to take. */
  @FunctionalInterface
  interface Work {
    void steps(int count);
  }

  /** Steps a second, over {@code steps} of them. */
  double speed(int steps) {
    long start = System.nanoTime();
    work.steps(steps);
    return steps / ((System.nanoTime() - start) / 1e9);
  }
}
