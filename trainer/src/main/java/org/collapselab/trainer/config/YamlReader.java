package org.collapselab.trainer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Reads one YAML document into {@link Yaml}. Stricter than YAML: duplicate keys, tags, aliases,
 * octal-looking numbers and a second document are problems, so that nothing is expanded or
 * instantiated and every value means what it looks like.
 */
final class YamlReader {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 32;
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final YAMLParser parser;
  private final IntFunction<Origin> origins;
  private final List<Problem> problems;

  private YamlReader(YAMLParser parser, IntFunction<Origin> origins, List<Problem> problems) {
    this.parser = parser;
    this.origins = origins;
    this.problems = problems;
  }

  /**
   * Parses the text.
   *
   * @param origins origin of a value on a line
   * @param problems receives what is wrong with the text
   * @return the value, null for empty text; empty if the text is not YAML
   */
  static Optional<Yaml> read(String text, IntFunction<Origin> origins, List<Problem> problems) {
    if (text.length() > MAX_CHARACTERS) {
      problems.add(
          new Problem(
              Origin.NOWHERE,
              "",
              text.length()
                  + " characters are too many for a configuration; at most "
                  + MAX_CHARACTERS));
      return Optional.empty();
    }
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return Optional.of(new YamlReader(parser, origins, problems).document());
    } catch (JsonProcessingException e) {
      YamlSyntax syntax = YamlSyntax.of(e);
      problems.add(new Problem(origins.apply(syntax.line()), "", syntax.message()));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses a text that is known to be valid. */
  static Yaml readValue(String text, Origin origin) {
    List<Problem> problems = new ArrayList<>();
    Optional<Yaml> value = read(text, line -> origin, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(text + ": " + problems);
    }
    return value.orElseThrow();
  }

  private Yaml document() throws IOException {
    if (parser.nextToken() == null) {
      return new Yaml.Scalar(null, "", origins.apply(1));
    }
    Yaml root = value(here(), "", 0);
    if (parser.nextToken() != null) {
      report(here(), "", "a second YAML document starts here; only one is allowed");
    }
    return root;
  }

  private Yaml value(Origin origin, String path, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new YamlSyntax.Refusal("nested deeper than " + MAX_DEPTH + " levels", parser);
    }
    if (parser.getTypeId() != null) {
      report(origin, path, "the tag !" + parser.getTypeId() + " is not supported; remove it");
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return mapping(origin, path, depth);
    }
    return parser.currentToken() == JsonToken.START_ARRAY
        ? sequence(origin, path, depth)
        : scalar(origin, path);
  }

  private Yaml mapping(Origin origin, String path, int depth) throws IOException {
    Map<String, Yaml> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String keyPath = Keys.join(path, key);
      Origin keyOrigin = here();
      requireWhole(key, keyOrigin, keyPath);
      parser.nextToken();
      Yaml earlier = entries.putIfAbsent(key, value(keyOrigin, keyPath, depth + 1));
      if (earlier != null) {
        report(keyOrigin, keyPath, "written twice, first at " + earlier.origin().text());
      }
    }
    return new Yaml.Mapping(entries, origin);
  }

  private Yaml sequence(Origin origin, String path, int depth) throws IOException {
    List<Yaml> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(here(), path + "[" + items.size() + "]", depth + 1));
    }
    return new Yaml.Sequence(items, origin);
  }

  private Yaml scalar(Origin origin, String path) throws IOException {
    String text = parser.getText();
    if (parser.isCurrentAlias()) {
      report(origin, path, "the alias *" + text + " is not supported; write the value out");
    }
    requireWhole(text, origin, path);
    return new Yaml.Scalar(scalarValue(text, origin, path), text, origin);
  }

  private void requireWhole(String text, Origin origin, String path) {
    if (!UnicodeText.isWhole(text)) {
      report(origin, path, UnicodeText.HALF);
    }
  }

  private Object scalarValue(String text, Origin origin, String path) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> whole(text, origin, path);
      case VALUE_NUMBER_FLOAT -> decimal(text);
      default -> text;
    };
  }

  private BigInteger whole(String text, Origin origin, String path) throws IOException {
    if (text.matches("[-+]?0[0-9_]+")) {
      report(origin, path, text + " is octal in YAML; write the number without leading zeros");
    }
    return parser.getBigIntegerValue();
  }

  /** NaN and infinities come out as such and fail every range check. */
  private static Double decimal(String text) {
    String plain = Keys.lowerCase(text.replace("_", ""));
    return switch (plain) {
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      case ".nan" -> Double.NaN;
      default -> Double.valueOf(plain);
    };
  }

  private Origin here() {
    return origins.apply(parser.currentTokenLocation().getLineNr());
  }

  private void report(Origin origin, String path, String message) {
    problems.add(new Problem(origin, path, message));
  }
}
