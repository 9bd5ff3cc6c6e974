package org.collapselab.trainer.run;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the page of a run that has ended, from the files in its directory alone. */
@FunctionalInterface
public interface RunReport {
  /** Writes the report into the directory, in place of an earlier one. */
  void write(Path runDirectory) throws IOException;
}
