package org.collapselab.models.completion;

/** Checks of arguments. */
final class Check {
  private Check() {}

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency for one method
  static void that(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }
}
