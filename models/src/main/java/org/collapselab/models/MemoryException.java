package org.collapselab.models;

import java.util.Optional;

/** There was not enough memory; the message says of which kind, and what to change. */
public final class MemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** System property: most megabytes of native arrays, which the launcher takes from a variable. */
  static final String NATIVE_MB = "collapse.native.mb";

  private MemoryException(String message, Throwable cause) {
    super(
        "out of memory (%s Or reduce train.batch_size, measure.samples or the model."
            .formatted(message),
        cause);
  }

  private static MemoryException of(OutOfMemoryError cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("heap") || message.contains("GC overhead")) {
      return new MemoryException(message + "). Give Java more: COLLAPSE_JAVA_OPTS=-Xmx6g.", cause);
    }
    if (message.contains("native thread")) {
      return new MemoryException(
          message + "). The system allows no more processes or threads: ulimit -u.", cause);
    }
    return new MemoryException(
        "native arrays beyond %s). Allow more: COLLAPSE_NATIVE_MB=%d."
            .formatted(allowed(), Math.max(2 * Long.getLong(NATIVE_MB, 0), 12_288)),
        cause);
  }

  private static String allowed() {
    Long megabytes = Long.getLong(NATIVE_MB);
    return megabytes == null ? "what is allowed" : "COLLAPSE_NATIVE_MB=" + megabytes;
  }

  /** Looks for an out-of-memory error among the causes, since libraries wrap it. */
  public static Optional<MemoryException> in(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof OutOfMemoryError memory) {
        return Optional.of(of(memory));
      }
    }
    return Optional.empty();
  }
}
