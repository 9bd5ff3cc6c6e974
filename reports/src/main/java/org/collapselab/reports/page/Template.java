package org.collapselab.reports.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A resource with {@code {{name}}} placeholders. */
record Template(String text) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z-]+)}}");

  /** Text of a resource in the package of the class that uses it. */
  static String resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource %s is missing from the build".formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name, e);
    }
  }

  /**
   * Replaces every placeholder in one pass: a value that looks like a placeholder stays as it is.
   *
   * @throws IllegalStateException if a placeholder has no value
   */
  String fill(Map<String, Html> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(values, match.group(1))));
  }

  private static String value(Map<String, Html> values, String name) {
    Html value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the template asks for {{%s}}".formatted(name));
    }
    return value.markup();
  }
}
