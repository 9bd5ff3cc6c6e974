package org.collapselab.studies.nightly;

import java.nio.file.Path;
import java.util.Optional;
import org.collapselab.trainer.expect.Checks;

/**
 * What running a file came to.
 *
 * @param reason why it did not complete; empty if it did
 * @param directory of the run or sweep, if one was made
 */
public record FileRun(FileState state, String reason, Optional<Path> directory, Checks checks) {

  /** Runs a file. */
  @FunctionalInterface
  public interface Runner {
    /**
     * Runs to the end, or until told to stop.
     *
     * @param parent of the directory to write to
     */
    FileRun run(NightlyFile file, Path parent);
  }
}
