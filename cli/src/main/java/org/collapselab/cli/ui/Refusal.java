package org.collapselab.cli.ui;

/** What is asked for cannot be given; the message is for the person who asked. */
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

  /** Whether it may be given later. */
  boolean isForNow() {
    return status == 503;
  }

  /** The status of HTTP. */
  int status() {
    return status;
  }
}
