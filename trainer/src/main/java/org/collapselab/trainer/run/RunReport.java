package org.collapselab.trainer.run;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the report of a run that has ended, only from the files in its directory. */
@FunctionalInterface
public interface RunReport {
  /** Writes the report into the directory and replaces an earlier one. */
  void write(Path runDirectory) throws IOException;
}
