package org.collapselab.studies.sweep;

/** Explains the exit code of a worker process. */
public final class WorkerExit {
  /** It was stopped cleanly by a signal. */
  static final int STOPPED = 130;

  private static final int OUT_OF_MEMORY = 3; // -XX:+ExitOnOutOfMemoryError
  private static final int SIGNALS = 128;

  private WorkerExit() {}

  /** Part of a sentence about the process. */
  public static String reason(int code) {
    if (code == OUT_OF_MEMORY) {
      return "ran out of memory; give it more with -Xmx in COLLAPSE_JAVA_OPTS";
    }
    return code > SIGNALS
        ? "was killed by signal " + (code - SIGNALS)
        : "ended with exit code " + code;
  }
}
