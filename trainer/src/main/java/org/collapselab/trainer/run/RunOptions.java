package org.collapselab.trainer.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a run needs besides its configuration.
 *
 * @param runsDir parent of the run directory
 * @param command command line, for the provenance
 * @param progress follows the run
 * @param report writes the report of the finished run
 * @param stopRequested asked before every step; true ends the run as interrupted
 * @param threads that share the work of the run, ≥ 1; no number depends on how many there are
 */
public record RunOptions(
    Path runsDir,
    List<String> command,
    ProgressListener progress,
    RunReport report,
    BooleanSupplier stopRequested,
    int threads) {
  public RunOptions {
    command = List.copyOf(command);
  }
}
