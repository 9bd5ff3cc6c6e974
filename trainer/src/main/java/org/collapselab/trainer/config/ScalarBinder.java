package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;

/** Turns single YAML values into Java values and reports values of the wrong type or range. */
final class ScalarBinder {
  private final List<Problem> problems;

  ScalarBinder(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * The value of the node.
   *
   * @param type any of the types of single values
   * @param expected everything that the key may hold, in words
   */
  Optional<Object> bind(ValueType type, Yaml node, String path, String expected) {
    Object value = node instanceof Yaml.Scalar scalar ? scalar.value() : null;
    if (type instanceof ValueType.Whole whole && value instanceof Number number) {
      return whole(whole, number.doubleValue(), node, path, expected);
    }
    if (type instanceof ValueType.Decimal decimal && value instanceof Number number) {
      return decimal.bounds().contains(number.doubleValue())
          ? Optional.of(number.doubleValue())
          : outOfRange(node, path, expected);
    }
    if (type instanceof ValueType.Flag && value instanceof Boolean) {
      return Optional.of(value);
    }
    if (type instanceof ValueType.Text text) {
      return text(text, value, node, path);
    }
    if (type instanceof ValueType.Choice choice && value instanceof String word) {
      return choice(choice, word, node, path);
    }
    return mismatch(node, path, expected);
  }

  /** Reports a value of another type than expected. */
  Optional<Object> mismatch(Yaml node, String path, String expected) {
    return report(node, path, "%s does not fit; expected %s".formatted(node.shown(), expected));
  }

  private Optional<Object> whole(
      ValueType.Whole type, double value, Yaml node, String path, String expected) {
    if (value != Math.rint(value)) {
      return mismatch(node, path, expected);
    }
    if (!type.bounds().contains(value)) {
      return outOfRange(node, path, expected);
    }
    return Optional.of(type.isLong() ? (Object) (long) value : (Object) (int) value);
  }

  private Optional<Object> text(ValueType.Text type, Object value, Yaml node, String path) {
    if (value instanceof Number || value instanceof Boolean) {
      String message = "%s must be put in quotes to be text; expected %s";
      return report(node, path, message.formatted(node.shown(), type.words()));
    }
    boolean fits = value instanceof String text && type.pattern().map(text::matches).orElse(true);
    return fits ? Optional.of(value) : mismatch(node, path, type.words());
  }

  private Optional<Object> choice(ValueType.Choice type, String word, Yaml node, String path) {
    for (Enum<?> constant : type.enumType().getEnumConstants()) {
      if (Keys.ofConstant(constant).equals(word)) {
        return Optional.of(constant);
      }
    }
    Optional<String> leftOut = OutsideTheory.reason(type.enumType(), word);
    if (leftOut.isPresent()) {
      return report(
          node,
          path,
          "%s is left out on purpose: %s. Expected %s"
              .formatted(node.shown(), leftOut.get(), type.words()));
    }
    String meant =
        Suggestions.closest(Keys.lowerCase(word), type.options())
            .map(guess -> "; did you mean " + guess + "?")
            .orElse("");
    return mismatch(node, path, type.words() + meant);
  }

  private Optional<Object> outOfRange(Yaml node, String path, String expected) {
    return report(node, path, "%s is out of range; expected %s".formatted(node.shown(), expected));
  }

  private Optional<Object> report(Yaml node, String path, String message) {
    problems.add(new Problem(node.origin(), path, message));
    return Optional.empty();
  }
}
