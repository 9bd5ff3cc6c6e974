package org.collapselab.trainer.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the reference of all keys as Markdown: one table for every section. */
final class MarkdownWriter {
  private MarkdownWriter() {}

  static String write(ValueType.Section root) {
    StringBuilder out = new StringBuilder();
    section(root, "", "", out);
    return out.toString();
  }

  private static void section(
      ValueType.Section section, String path, String doc, StringBuilder out) {
    out.append(path.isEmpty() ? "### Top level\n\n" : "### `%s`\n\n%s.\n\n".formatted(path, doc));
    out.append("| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
    List<ConfigKey> inner = new ArrayList<>();
    for (ConfigKey setting : section.settings()) {
      boolean isSection = sectionIn(setting.type()).isPresent();
      if (isSection) {
        inner.add(setting);
      }
      out.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.key(),
                  isSection ? link(setting, path) : code(setting.type()),
                  isSection && !(setting.type() instanceof ValueType.OrNull)
                      ? ""
                      : fallback(setting),
                  setting.doc().replace("|", "\\|")));
    }
    out.append('\n');
    for (ConfigKey setting : inner) {
      ValueType.Section below = sectionIn(setting.type()).orElseThrow();
      section(below, Keys.join(path, setting.key()), setting.doc(), out);
    }
  }

  /** The section that a value, or each value of a list, is. */
  private static Optional<ValueType.Section> sectionIn(ValueType type) {
    if (type instanceof ValueType.Anything anything) {
      return anything.holds();
    }
    return type instanceof ValueType.ListOf list
        ? Sections.sectionOf(list.item())
        : Sections.sectionOf(type);
  }

  private static String link(ConfigKey setting, String path) {
    String inner = Keys.join(path, setting.key());
    String link = "[section](#%s)".formatted(inner.replace(".", ""));
    if (setting.type() instanceof ValueType.ListOf) {
      return "list of " + link + "s";
    }
    return setting.type() instanceof ValueType.OrNull ? link + ", or `null`" : link;
  }

  private static String code(ValueType type) {
    return type instanceof ValueType.Choice choice
        ? choice.options().stream().map("`%s`"::formatted).collect(Collectors.joining(", "))
        : type.words();
  }

  private static String fallback(ConfigKey setting) {
    return setting.fallback().map(value -> "`" + text(value) + "`").orElse("required");
  }

  private static String text(Yaml value) {
    if (value instanceof Yaml.Mapping) {
      return "{}";
    }
    if (value instanceof Yaml.Sequence sequence) {
      return sequence.items().stream()
          .map(MarkdownWriter::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    Yaml.Scalar scalar = (Yaml.Scalar) value;
    boolean quote = scalar.value() instanceof String string && !string.matches("[a-z0-9_-]+");
    return quote ? '"' + scalar.text() + '"' : scalar.text();
  }
}
