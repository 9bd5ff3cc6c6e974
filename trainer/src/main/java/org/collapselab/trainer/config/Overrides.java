package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;

/** Applies {@code key.path=value} settings on top of a parsed file. */
final class Overrides {
  private final ValueType.Section root;
  private final List<Problem> problems;

  Overrides(ValueType.Section root, List<Problem> problems) {
    this.root = root;
    this.problems = problems;
  }

  /** The file with the overrides in it, the later ones winning; reports those that do not apply. */
  Yaml.Mapping apply(Yaml.Mapping file, List<String> overrides) {
    Yaml.Mapping result = file;
    for (String override : overrides) {
      result = apply(result, override);
    }
    return result;
  }

  private Yaml.Mapping apply(Yaml.Mapping file, String override) {
    Origin origin = Origin.override(override);
    int equals = override.indexOf('=');
    if (equals < 0) {
      problems.add(new Problem(origin, "", "expected key.path=value, for example train.epochs=5"));
      return file;
    }
    List<String> keys = List.of(override.substring(0, equals).strip().split("\\.", -1));
    if (!isKnown(keys, origin)) {
      return file;
    }
    return YamlReader.read(override.substring(equals + 1), line -> origin, problems)
        .map(value -> file.with(keys, value))
        .orElse(file);
  }

  private boolean isKnown(List<String> keys, Origin origin) {
    ValueType type = root;
    String path = "";
    for (String key : keys) {
      if (type instanceof ValueType.Anything) {
        return true;
      }
      Optional<ValueType.Section> section = Sections.sectionOf(type);
      if (section.isEmpty()) {
        problems.add(new Problem(origin, path, "has no keys below it; expected " + type.words()));
        return false;
      }
      path = Keys.join(path, key);
      Optional<ConfigKey> setting = Sections.settingOf(section.get(), key);
      if (setting.isEmpty()) {
        problems.add(new Problem(origin, path, Suggestions.unknownKey(section.get(), key)));
        return false;
      }
      type = setting.get().type();
    }
    return true;
  }
}
