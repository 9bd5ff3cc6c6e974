package org.collapselab.datasets;

/** One mirror could not serve; the next may. The message completes "ADDRESS: ". */
final class MirrorFailure extends Exception {
  MirrorFailure(String message) {
    super(message);
  }

  MirrorFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
