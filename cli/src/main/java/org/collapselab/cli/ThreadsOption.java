package org.collapselab.cli;

import org.collapselab.theory.parallel.Workers;
import picocli.CommandLine.Option;

/** {@code --threads}: how many threads share the work of one run. */
final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that share the work (default: one per processor). The numbers are the same for"
              + " every N, to the last bit.")
  private Integer threads;

  /**
   * How many there are.
   *
   * @throws IllegalArgumentException if less than one is asked for
   */
  int count() {
    if (threads != null && threads < 1) {
      throw new IllegalArgumentException("--threads must be at least 1, got " + threads);
    }
    return threads == null ? processors() : threads;
  }

  /** Starts them. */
  Workers start() {
    return Workers.of(count());
  }

  static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
