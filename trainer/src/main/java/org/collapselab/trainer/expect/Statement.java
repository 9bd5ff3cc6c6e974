package org.collapselab.trainer.expect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts that all expectations have: {@code name(arguments) bound}.
 *
 * @param arguments the text in the parentheses, empty without parentheses
 */
record Statement(String name, Optional<String> arguments, Bound bound) {
  private static final Pattern FORM =
      Pattern.compile("([a-zA-Z]\\w*)\\s*(?:\\(([^()]*)\\))?\\s*([<>=≤≥].*)", Pattern.DOTALL);

  /**
   * Parses a text.
   *
   * @param examples allowed forms, for the message
   * @throws IllegalArgumentException if it has another form or its bound is invalid
   */
  static Statement parse(String text, String examples) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not an expectation; expected for example %s"
              .formatted(text.strip(), examples));
    }
    return new Statement(
        matcher.group(1),
        Optional.ofNullable(matcher.group(2)).map(String::strip),
        Bound.parse(matcher.group(3)));
  }
}
