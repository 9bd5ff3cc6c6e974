package org.collapselab.hooks;

/**
 * A place where features are read, written {@code fc3:pre} or {@code fc3:post}.
 *
 * @param layer name of the layer, without {@code :}, {@code *} or blanks
 */
public record Tap(String layer, Side side) {
  public Tap {
    if (!layer.matches("[^:*\\s]+")) {
      throw new IllegalArgumentException(
          "layer name '" + layer + "' must not be empty or contain ':', '*' or blanks");
    }
  }

  /**
   * Reads {@code layer:pre} or {@code layer:post}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Tap parse(String text) {
    for (Side side : Side.values()) {
      String suffix = ":" + side.label();
      if (text.endsWith(suffix)) {
        return new Tap(text.substring(0, text.length() - suffix.length()), side);
      }
    }
    throw new IllegalArgumentException(
        "tap '" + text + "' must have the form layer:pre or layer:post");
  }

  @Override
  public String toString() {
    return layer + ":" + side.label();
  }
}
