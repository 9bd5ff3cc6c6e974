package org.collapselab.models;

import java.util.Optional;

/** There was not enough memory; the message says of which kind, and what to change. */
public final class MemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private MemoryException(OutOfMemoryError cause) {
    super(
        "out of memory (%s). %s Or reduce train.batch_size, measure.samples or the model."
            .formatted(cause.getMessage(), advice(String.valueOf(cause.getMessage()))),
        cause);
  }

  private static String advice(String message) {
    boolean heap = message.contains("heap") || message.contains("GC overhead");
    return heap
        ? "Give Java more: COLLAPSE_JAVA_OPTS='-Xmx6g -Dorg.bytedeco.javacpp.maxphysicalbytes=13g'."
        : "Raise the limit of native memory:"
            + " COLLAPSE_JAVA_OPTS='-Dorg.bytedeco.javacpp.maxphysicalbytes=16g"
            + " -Dorg.bytedeco.javacpp.maxbytes=14g'.";
  }

  /** Looks for an out-of-memory error among the causes, since libraries wrap it. */
  public static Optional<MemoryException> in(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof OutOfMemoryError memory) {
        return Optional.of(new MemoryException(memory));
      }
    }
    return Optional.empty();
  }
}
