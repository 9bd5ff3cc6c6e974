package org.collapselab.cli;

/** The exit codes, documented in docs/cli.md and in {@code collapse --help}. */
final class ExitCode {
  /** Done; also when {@code train.until} ended the run early. */
  static final int OK = 0;

  /** An unexpected error, or a file could not be read or written. */
  static final int FAILURE = 1;

  /** The command line or the configuration is wrong. */
  static final int USAGE = 2;

  /** Training diverged; what was measured is kept. */
  static final int DIVERGED = 3;

  /** Data are missing, damaged or cannot be downloaded. */
  static final int DATA = 4;

  /** The numerical engine does not run on this machine. */
  static final int ENGINE = 5;

  /**
   * An expectation was missed; of {@code nightly} also when a file failed or was not run, of {@code
   * gpu-check} when a check failed.
   */
  static final int DRIFT = 6;

  /** The requested device cannot be used; the launcher uses this code too. */
  static final int DEVICE = 7;

  /** Stopped by a signal; what was measured is kept. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
