package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Applies {@code key.path=value} settings on top of a parsed file, the value as {@link
 * OverrideValue} reads it.
 */
final class Overrides {
  private static final String VARY = "vary.";

  private final ValueType.Section root;
  private final List<Problem> problems;

  Overrides(ValueType.Section root, List<Problem> problems) {
    this.root = root;
    this.problems = problems;
  }

  /** The file with the overrides applied, in order; reports the ones that cannot be applied. */
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
    List<String> keys = keys(override.substring(0, equals).strip());
    return type(keys, origin)
        .flatMap(
            type ->
                new OverrideValue(origin, String.join(".", keys), problems)
                    .read(override.substring(equals + 1), type))
        .map(value -> file.with(keys, value))
        .orElse(file);
  }

  /** The keys of {@code vary} are whole paths, such as {@code train.epochs}. */
  private static List<String> keys(String path) {
    return path.startsWith(VARY)
        ? List.of("vary", path.substring(VARY.length()))
        : List.of(path.split("\\.", -1));
  }

  /** The type of the key; empty if there is no such key, which is reported. */
  private Optional<ValueType> type(List<String> keys, Origin origin) {
    ValueType type = root;
    String path = "";
    for (String key : keys) {
      if (type instanceof ValueType.Anything anything) {
        Optional<ValueType> below = below(anything, path, key);
        if (below.isEmpty()) {
          return Optional.of(type);
        }
        type = below.get();
      }
      Optional<ValueType.Section> section = Sections.sectionOf(type);
      if (section.isEmpty()) {
        problems.add(new Problem(origin, path, "has no keys below it; expected " + type.words()));
        return Optional.empty();
      }
      path = Keys.join(path, key);
      Optional<ConfigKey> setting = Sections.settingOf(section.get(), key);
      if (setting.isEmpty()) {
        problems.add(new Problem(origin, path, Suggestions.unknownKey(section.get(), key)));
        return Optional.empty();
      }
      type = setting.get().type();
    }
    return Optional.of(type);
  }

  /** The keys of a section whose values are looked at later; empty if it may have any. */
  private static Optional<ValueType> below(ValueType.Anything type, String path, String key) {
    return path.equals(TrialKind.EXPERIMENT.key()) && !key.equals("from")
        ? Optional.of(Sections.EXPERIMENT)
        : type.holds().map(ValueType.class::cast);
  }

  /** An override that sets a list of texts, whatever characters they hold. */
  static String list(String key, List<String> texts) {
    return texts.stream()
        .map(ConfigWriter::quoted)
        .collect(Collectors.joining(", ", key + "=[", "]"));
  }
}
