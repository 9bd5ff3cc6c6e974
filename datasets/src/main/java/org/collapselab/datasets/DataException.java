package org.collapselab.datasets;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Data that is missing, damaged, unreadable or could not be fetched. The message says what
 * happened, to which file or address, and what to do.
 */
public class DataException extends RuntimeException {
  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }

  static DataException unreadable(String name, IOException cause) {
    return new DataException(
        "cannot read %s (%s); check the file and its permissions"
            .formatted(name, FileProblem.reason(cause)),
        cause);
  }

  static DataException unwritable(Path path, IOException cause) {
    return new DataException(
        "cannot write %s (%s); check permissions and free space, or choose another data directory"
            .formatted(path, FileProblem.reason(cause)),
        cause);
  }
}
