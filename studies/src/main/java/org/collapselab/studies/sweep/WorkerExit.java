package org.collapselab.studies.sweep;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Ends worker processes and explains their exit codes. */
public final class WorkerExit {
  /** It was stopped cleanly by a signal. */
  static final int STOPPED = 130;

  private static final int OUT_OF_MEMORY = 3; // -XX:+ExitOnOutOfMemoryError
  private static final int SIGNALS = 128;

  private static final long PATIENCE_SECONDS = 120;

  private WorkerExit() {}

  /**
   * Ends a process that stops when it can read no more, and kills it if it takes longer than two
   * minutes, or if this thread is interrupted; returns its exit code, −1 if it is being killed.
   */
  public static int end(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // it has ended before it read all
    }
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    return process.isAlive() ? -1 : process.exitValue();
  }

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
