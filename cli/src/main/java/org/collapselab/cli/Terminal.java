package org.collapselab.cli;

/** Whether a person is watching standard error. */
final class Terminal {
  /** Set by the launcher: the JVM cannot tell where standard error goes. */
  private static final String PROPERTY = "collapse.terminal";

  private Terminal() {}

  /** True on a terminal, unless {@code CI} is set. */
  static boolean isWatched() {
    return Boolean.getBoolean(PROPERTY) && System.getenv("CI") == null;
  }
}
