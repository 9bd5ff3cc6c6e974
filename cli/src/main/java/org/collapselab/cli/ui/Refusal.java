package org.collapselab.cli.ui;

/** The request cannot be fulfilled; the message is for the person who made it. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  static Refusal notFound(String message) {
    return new Refusal(404, message);
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, message);
  }

  /** Whether a later request may succeed. */
  boolean isForNow() {
    return status == 503;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }
}
