package org.collapselab.hooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Selects taps by layer name, where {@code *} stands for any characters, and optionally by side:
 * {@code *}, {@code fc*}, {@code fc4:post}.
 */
public final class TapPattern {
  private static final int MOST_SHOWN = 60;

  private final String text;
  private final Pattern layer;
  private final Optional<Side> side;

  private TapPattern(String text, String glob, Optional<Side> side) {
    this.text = text;
    this.side = side;
    this.layer =
        Pattern.compile(
            Arrays.stream(glob.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if the layer part is empty or the side is not pre or post
   */
  public static TapPattern parse(String text) {
    int colon = text.indexOf(':');
    String glob = colon < 0 ? text : text.substring(0, colon);
    if (glob.isBlank()) {
      throw new IllegalArgumentException("tap pattern '" + text + "' has no layer name");
    }
    return new TapPattern(
        text, glob, colon < 0 ? Optional.empty() : Optional.of(side(text, colon)));
  }

  private static Side side(String text, int colon) {
    String label = text.substring(colon + 1);
    return Arrays.stream(Side.values())
        .filter(side -> side.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "tap pattern '" + text + "' must end in :pre or :post, or have no ':'"));
  }

  /** Whether the pattern selects the tap. */
  public boolean matches(Tap tap) {
    return layer.matcher(tap.layer()).matches() && side.map(tap.side()::equals).orElse(true);
  }

  /**
   * The available taps that some pattern selects, in the order of {@code available}.
   *
   * @throws IllegalArgumentException if a pattern selects nothing
   */
  public static List<Tap> select(List<TapPattern> patterns, List<Tap> available) {
    for (TapPattern pattern : patterns) {
      if (available.stream().noneMatch(pattern::matches)) {
        throw new IllegalArgumentException(
            "tap pattern '" + pattern + "' matches nothing; available taps: " + shown(available));
      }
    }
    return available.stream()
        .filter(tap -> patterns.stream().anyMatch(pattern -> pattern.matches(tap)))
        .distinct()
        .toList();
  }

  /** Only the first of many, so that the message stays readable. */
  private static String shown(List<Tap> available) {
    return available.size() <= MOST_SHOWN
        ? available.toString()
        : available.stream()
            .limit(MOST_SHOWN)
            .map(Tap::toString)
            .collect(Collectors.joining(", ", "[", ", … %d in all]".formatted(available.size())));
  }

  @Override
  public String toString() {
    return text;
  }
}
