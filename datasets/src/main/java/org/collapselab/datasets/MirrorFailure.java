package org.collapselab.datasets;

/** One mirror failed; the next may work. The message follows "ADDRESS: ". */
final class MirrorFailure extends Exception {
  MirrorFailure(String message) {
    super(message);
  }

  MirrorFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
