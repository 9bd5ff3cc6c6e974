package org.collapselab.trainer.config;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes parsed YAML as text that reads back the same: sections in lines, lists in brackets. */
final class YamlWriter {
  private YamlWriter() {}

  static String write(Yaml.Mapping root) {
    StringBuilder out = new StringBuilder();
    section(root, "", out);
    return out.toString();
  }

  private static void section(Yaml.Mapping mapping, String indent, StringBuilder out) {
    for (Map.Entry<String, Yaml> entry : mapping.entries().entrySet()) {
      out.append(indent).append(ConfigWriter.quoted(entry.getKey())).append(':');
      if (entry.getValue() instanceof Yaml.Mapping inner && !inner.entries().isEmpty()) {
        out.append('\n');
        section(inner, indent + "  ", out);
      } else if (entry.getValue() instanceof Yaml.Sequence list && holdsSections(list)) {
        out.append('\n');
        list.items().forEach(i -> out.append(indent + "  - ").append(inline(i)).append('\n'));
      } else {
        out.append(' ').append(inline(entry.getValue())).append('\n');
      }
    }
  }

  private static boolean holdsSections(Yaml.Sequence list) {
    return list.items().stream().anyMatch(Yaml.Mapping.class::isInstance);
  }

  /** A value on one line. */
  static String inline(Yaml value) {
    if (value instanceof Yaml.Mapping mapping) {
      return mapping.entries().entrySet().stream()
          .map(e -> ConfigWriter.quoted(e.getKey()) + ": " + inline(e.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Yaml.Sequence list) {
      return list.items().stream()
          .map(YamlWriter::inline)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    Yaml.Scalar scalar = (Yaml.Scalar) value;
    if (scalar.value() == null) {
      return "null";
    }
    return scalar.value() instanceof String text ? ConfigWriter.quoted(text) : scalar.text();
  }
}
