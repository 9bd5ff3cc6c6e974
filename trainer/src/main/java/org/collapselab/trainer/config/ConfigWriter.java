package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a configuration as YAML that loads back to an equal one. */
public final class ConfigWriter {
  private static final String WORD = "[a-z][a-z0-9_-]*";
  private static final String RESERVED = "null|true|false|yes|no|on|off|y|n";

  private final Set<String> omitted;
  private final StringBuilder out = new StringBuilder();

  private ConfigWriter(Set<String> omitted) {
    this.omitted = omitted;
  }

  /**
   * Every key of the configuration that applies to its architecture and data, in the order of the
   * records, ending in a line break.
   */
  public static String toYaml(ExperimentConfig config) {
    ConfigWriter writer = new ConfigWriter(ForeignKeys.of(config).keySet());
    writer.section(Sections.EXPERIMENT, config, "", "");
    return writer.out.toString();
  }

  /** Every key of a section, each line after {@code indent}. */
  static String section(ValueType.Section section, Record value, String indent) {
    ConfigWriter writer = new ConfigWriter(Set.of());
    writer.section(section, value, indent, "");
    return writer.out.toString();
  }

  private void section(ValueType.Section section, Record value, String indent, String path) {
    for (ConfigKey setting : section.settings()) {
      String key = Keys.join(path, setting.key());
      if (omitted.contains(key)) {
        continue;
      }
      out.append(indent).append(setting.key()).append(':');
      Object inner = setting.valueIn(value);
      Object present = inner instanceof Optional<?> optional ? optional.orElse(null) : inner;
      if (present instanceof Record record) {
        out.append('\n');
        section(Sections.sectionOf(setting.type()).orElseThrow(), record, indent + "  ", key);
      } else {
        out.append(' ').append(text(setting.type(), present)).append('\n');
      }
    }
  }

  /** A value as it is written. */
  static String text(ValueType type, Object value) {
    if (value instanceof OptionalInt optional) {
      String empty = type instanceof ValueType.OrWord orWord ? orWord.word() : "null";
      return optional.isPresent() ? Integer.toString(optional.getAsInt()) : empty;
    }
    if (value instanceof List<?> items) {
      return list((ValueType.ListOf) type, items);
    }
    if (value instanceof Double number) {
      return YamlNumber.format(number);
    }
    if (value instanceof Enum<?> constant) {
      return Keys.ofConstant(constant);
    }
    return value instanceof String string ? quoted(string) : String.valueOf(value);
  }

  /** A list of equal numbers that may be one number is written as that number. */
  private static String list(ValueType.ListOf type, List<?> items) {
    return type.orSingle() && items.stream().distinct().count() == 1
        ? text(type.item(), items.get(0))
        : items.stream()
            .map(item -> text(type.item(), item))
            .collect(Collectors.joining(", ", "[", "]"));
  }

  static String quoted(String text) {
    if (text.matches(WORD) && !text.matches(RESERVED)) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(code -> out.append(escaped(code)));
    return out.append('"').toString();
  }

  private static String escaped(int code) {
    return switch (code) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default -> isPlain(code) ? Character.toString(code) : "\\u%04x".formatted(code);
    };
  }

  /** Whether YAML takes the character as it is and not as a line break. */
  private static boolean isPlain(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> code != 0xFEFF && code != 0xFFFE && code != 0xFFFF;
    };
  }
}
