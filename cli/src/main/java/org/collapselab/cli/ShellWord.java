package org.collapselab.cli;

import java.nio.file.Path;

/** A path as a word that can be pasted into a shell. */
final class ShellWord {
  private ShellWord() {}

  /** The path itself if a shell takes it as one plain word, else in single quotes. */
  static String of(Path path) {
    String text = path.toString();
    return text.matches("[\\p{L}\\p{N}_./+,@%:=][\\p{L}\\p{N}_./+,@%:=-]*")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
