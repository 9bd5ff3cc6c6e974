package org.collapselab.trainer.config;

import java.nio.charset.StandardCharsets;

/** Checks whether a text can be written to a file. */
final class UnicodeText {
  /** The problem with one that cannot. */
  static final String HALF =
      "holds half of a character (one of a pair of \\uD800 to \\uDFFF without the other), which no"
          + " file can hold; write the whole character";

  private UnicodeText() {}

  /** Whether each surrogate is next to its other half. */
  static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
