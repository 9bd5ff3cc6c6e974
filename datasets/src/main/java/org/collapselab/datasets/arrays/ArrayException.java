package org.collapselab.datasets.arrays;

import java.io.IOException;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.FileProblem;

/** A file of arrays that cannot be used. The message names the file, the array and what to do. */
public final class ArrayException extends DataException {
  private static final long serialVersionUID = 1L;

  public ArrayException(String message) {
    super(message);
  }

  ArrayException(String message, Throwable cause) {
    super(message, cause);
  }

  static ArrayException unreadable(Object file, IOException cause) {
    return new ArrayException(
        "cannot read %s (%s)".formatted(file, FileProblem.reason(cause)), cause);
  }
}
