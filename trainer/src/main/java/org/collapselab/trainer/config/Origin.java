package org.collapselab.trainer.config;

/**
 * Where a value was written.
 *
 * @param line line in the file from 1, or 0 if it does not come from a line
 * @param text for messages, for example {@code line 7}
 */
record Origin(int line, String text) {
  static final Origin DEFAULT = new Origin(0, "by default");
  static final Origin NOWHERE = new Origin(0, "");

  static Origin line(int line) {
    return new Origin(line, "line " + line);
  }

  static Origin override(String override) {
    return new Origin(0, "override " + override);
  }
}
