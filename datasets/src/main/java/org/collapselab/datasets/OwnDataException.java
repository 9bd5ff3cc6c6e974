package org.collapselab.datasets;

import java.io.IOException;
import java.nio.file.Path;

/** Data of the user that cannot be used. The message names the file or class. */
public final class OwnDataException extends DataException {
  private static final long serialVersionUID = 1L;

  public OwnDataException(String message) {
    super(message);
  }

  public OwnDataException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For a file that the system refuses. */
  public static OwnDataException unreadable(Path file, IOException cause) {
    return new OwnDataException(
        "cannot read %s (%s)".formatted(file, FileProblem.reason(cause)), cause);
  }
}
