package org.collapselab.trainer.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of an override. The type of its key decides how it is read: text is taken as it is,
 * character for character; a number, a word or null is read as in YAML but is never a comment, an
 * alias or a tag; a list or a section is written as in YAML, in brackets or braces.
 */
final class OverrideValue {
  private static final Pattern QUOTED =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^']|'')*+'", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#");

  private final Origin origin;
  private final String path;
  private final List<Problem> problems;

  OverrideValue(Origin origin, String path, List<Problem> problems) {
    this.origin = origin;
    this.path = path;
    this.problems = problems;
  }

  /** The value, or empty if it cannot be read; reports why. */
  Optional<Yaml> read(String text, ValueType type) {
    if (type instanceof ValueType.Text) {
      return Optional.of(text(text));
    }
    ValueType inner = type instanceof ValueType.OrNull orNull ? orNull.type() : type;
    String stripped = text.strip();
    if (inner instanceof ValueType.ListOf list
        && list.item() instanceof ValueType.Text
        && isWithin("[", stripped, "]")) {
      return Optional.of(texts(stripped.substring(1, stripped.length() - 1)));
    }
    return stripped.startsWith("[") || stripped.startsWith("{")
        ? structure(stripped)
        : Optional.of(scalar(stripped));
  }

  private static boolean isWithin(String opening, String text, String closing) {
    return text.length() > 1 && text.startsWith(opening) && text.endsWith(closing);
  }

  private Yaml.Scalar text(String text) {
    if (!UnicodeText.isWhole(text)) {
      problems.add(new Problem(origin, path, UnicodeText.HALF));
    }
    return new Yaml.Scalar(text, text, origin);
  }

  /** YAML's number, word or null if the whole text is one; any other text is that text. */
  private Yaml scalar(String text) {
    List<Problem> found = new ArrayList<>();
    Optional<Yaml> value = YamlReader.read(text, line -> origin, found);
    boolean isWhole =
        value.isPresent()
            && value.get() instanceof Yaml.Scalar scalar
            && scalar.text().equals(text)
            && !(scalar.value() instanceof String);
    if (!isWhole) {
      return text(text);
    }
    problems.addAll(found);
    return value.get();
  }

  private Optional<Yaml> structure(String text) {
    if (COMMENT.matcher(QUOTED.matcher(text).replaceAll("")).find()) {
      problems.add(
          new Problem(
              origin, path, "a # begins a comment in YAML; put the text with the # in quotes"));
      return Optional.empty();
    }
    return YamlReader.read(text, line -> origin, problems);
  }

  /** Texts between commas, each as it is or in YAML's quotes. */
  private Yaml texts(String inside) {
    List<Yaml> items = new ArrayList<>();
    for (String item : FlowItems.of(inside)) {
      boolean quoted = QUOTED.matcher(item).matches();
      items.add(
          quoted
              ? YamlReader.read(item, line -> origin, problems).orElseGet(() -> text(item))
              : text(item));
    }
    return new Yaml.Sequence(items, origin);
  }
}
