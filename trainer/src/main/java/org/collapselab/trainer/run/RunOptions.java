package org.collapselab.trainer.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a run needs beside its configuration.
 *
 * @param runsDir parent of the run directory
 * @param command command line, for the provenance
 * @param progress told how the run advances
 * @param report writes what a reader of the finished run looks at
 * @param stopRequested asked before every step; true ends the run in good order
 */
public record RunOptions(
    Path runsDir,
    List<String> command,
    ProgressListener progress,
    RunReport report,
    BooleanSupplier stopRequested) {
  public RunOptions {
    command = List.copyOf(command);
  }
}
