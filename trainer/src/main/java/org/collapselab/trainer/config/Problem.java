package org.collapselab.trainer.config;

/**
 * One thing wrong with a configuration.
 *
 * @param line line in the file from 1, or 0 if it does not come from a line
 * @param origin where it was written, for example {@code line 7} or {@code override seed=x}; empty
 *     if nowhere
 * @param path path of the key, for example {@code model.hidden[2]}; empty for the file as a whole
 * @param message what is wrong and what is allowed
 */
public record Problem(int line, String origin, String path, String message) {
  Problem(Origin origin, String path, String message) {
    this(origin.line(), origin.text(), path, message);
  }

  /** One line without control characters: origin, path and message where they are not empty. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String part : new String[] {origin, path}) {
      if (!part.isEmpty()) {
        text.append(part).append(": ");
      }
    }
    return text.append(message).toString().replaceAll("\\p{Cntrl}", " ");
  }
}
