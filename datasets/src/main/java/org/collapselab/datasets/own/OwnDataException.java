package org.collapselab.datasets.own;

import java.io.IOException;
import java.nio.file.Path;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.FileProblem;

/** A file of the user that cannot be used as data. The message names the file and what to do. */
public final class OwnDataException extends DataException {
  private static final long serialVersionUID = 1L;

  OwnDataException(String message) {
    super(message);
  }

  OwnDataException(String message, Throwable cause) {
    super(message, cause);
  }

  static OwnDataException unreadable(Path file, IOException cause) {
    return new OwnDataException(
        "cannot read %s (%s)".formatted(file, FileProblem.reason(cause)), cause);
  }
}
