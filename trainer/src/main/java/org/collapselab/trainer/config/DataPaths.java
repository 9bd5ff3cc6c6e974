package org.collapselab.trainer.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes {@code data.path} absolute, wherever a file has it: a path in a file is relative to the
 * folder of that file, so that both can be moved together.
 */
final class DataPaths {
  private static final String DATA = "data";
  private static final String PATH = "path";

  private final Path folder;

  private DataPaths(Path folder) {
    this.folder = folder;
  }

  /** The file with paths that are relative to its folder. */
  static Yaml.Mapping resolved(Yaml.Mapping file, Path folder) {
    return new DataPaths(folder).mapping(file);
  }

  private Yaml.Mapping mapping(Yaml.Mapping section) {
    Map<String, Yaml> entries = new LinkedHashMap<>();
    section.entries().forEach((key, value) -> entries.put(key, entry(key, value)));
    return new Yaml.Mapping(entries, section.origin());
  }

  private Yaml entry(String key, Yaml value) {
    if (key.equals(DATA + "." + PATH)) {
      return paths(value);
    }
    if (key.equals(DATA) && value instanceof Yaml.Mapping data) {
      Yaml path = data.entries().get(PATH);
      return path == null ? data : data.with(List.of(PATH), paths(path));
    }
    return below(value);
  }

  /** Sections and lists of sections, such as {@code cases} of a sweep. */
  private Yaml below(Yaml value) {
    if (value instanceof Yaml.Mapping section) {
      return mapping(section);
    }
    return value instanceof Yaml.Sequence list
        ? new Yaml.Sequence(list.items().stream().map(this::below).toList(), list.origin())
        : value;
  }

  private Yaml paths(Yaml value) {
    if (value instanceof Yaml.Sequence list) {
      return new Yaml.Sequence(list.items().stream().map(this::paths).toList(), list.origin());
    }
    if (!(value instanceof Yaml.Scalar scalar
        && scalar.value() instanceof String text
        && !text.isEmpty())) {
      return value;
    }
    String whole = folder.resolve(withHome(text)).toAbsolutePath().normalize().toString();
    return new Yaml.Scalar(whole, whole, value.origin());
  }

  private static String withHome(String path) {
    return path.equals("~") || path.startsWith("~/")
        ? System.getProperty("user.home") + path.substring(1)
        : path;
  }
}
