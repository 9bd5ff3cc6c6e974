package org.collapselab.trainer.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Suggests what an unknown word was probably meant to be. */
final class Suggestions {
  private Suggestions() {}

  /** The message for a key that the section does not have. */
  static String unknownKey(ValueType.Section section, String key) {
    List<String> keys = section.settings().stream().map(ConfigKey::key).toList();
    String meant =
        closest(key, keys)
            .or(() -> elsewhere(key))
            .map(guess -> "did you mean " + guess + "? ")
            .orElse("");
    return "unknown key; " + meant + "Allowed here: " + section.keys();
  }

  /** The candidate within a third of the word's length of it in edits, at least one edit. */
  static Optional<String> closest(String word, Collection<String> candidates) {
    int limit = Math.max(1, word.length() / 3);
    return candidates.stream()
        .filter(candidate -> isWithin(limit, word, candidate))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** The full path of a key of (nearly) this name in another section; a nameless key has none. */
  private static Optional<String> elsewhere(String key) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return paths(Sections.EXPERIMENT).stream()
        .filter(path -> !path.equals(key) && isWithin(1, key, lastKey(path)))
        .min(Comparator.comparingInt(path -> distance(key, lastKey(path))));
  }

  /** The paths of all keys of a section, such as {@code model.hidden}. */
  static List<String> paths(ValueType.Section section) {
    List<String> paths = new ArrayList<>();
    collect(section, "", paths);
    return paths;
  }

  private static void collect(ValueType.Section section, String prefix, List<String> paths) {
    for (ConfigKey setting : section.settings()) {
      String path = Keys.join(prefix, setting.key());
      paths.add(path);
      Sections.sectionOf(setting.type()).ifPresent(inner -> collect(inner, path, paths));
    }
  }

  private static boolean isWithin(int limit, String a, String b) {
    return Math.abs(a.length() - b.length()) <= limit && distance(a, b) <= limit;
  }

  private static String lastKey(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /**
   * Edits from one word to the other: insert, delete, replace, or swap two neighbours (optimal
   * string alignment distance).
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, d);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] d) {
    int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + replace);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
