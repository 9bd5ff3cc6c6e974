package org.collapselab.trainer.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Turns parsed YAML into records and reports every value that does not fit its type. Where a value
 * does not fit, its default stands in, so that the checks between keys can still run.
 */
final class Binder {
  private final List<Problem> problems;
  private final ScalarBinder scalars;

  Binder(List<Problem> problems) {
    this.problems = problems;
    this.scalars = new ScalarBinder(problems);
  }

  /** The value of the node, or empty if it could not be made; reports why. */
  Optional<Object> bind(ValueType type, Yaml node, String path) {
    if (type instanceof ValueType.Section section) {
      return section(section, node, path);
    }
    if (type instanceof ValueType.ListOf list) {
      return list(list, node, path);
    }
    if (type instanceof ValueType.OrNull orNull) {
      return orNull(orNull, node, path);
    }
    if (type instanceof ValueType.Anything) {
      return Optional.of(node);
    }
    if (type instanceof ValueType.OrWord orWord) {
      return isWord(orWord, node)
          ? Optional.of(OptionalInt.empty())
          : scalars.bind(orWord.type(), node, path, type.words()).map(Binder::optional);
    }
    return scalars.bind(type, node, path, type.words());
  }

  private Optional<Object> section(ValueType.Section section, Yaml node, String path) {
    if (!(node instanceof Yaml.Mapping mapping)) {
      return scalars.mismatch(node, path, section.words());
    }
    reportUnknown(section, mapping, path);
    List<Object> values = new ArrayList<>();
    for (ConfigKey setting : section.settings()) {
      value(setting, mapping, Keys.join(path, setting.key())).ifPresent(values::add);
    }
    boolean complete = values.size() == section.settings().size();
    return complete ? Optional.of(construct(section.type(), values)) : Optional.empty();
  }

  private void reportUnknown(ValueType.Section section, Yaml.Mapping mapping, String path) {
    mapping
        .entries()
        .forEach(
            (key, value) -> {
              if (Sections.settingOf(section, key).isEmpty()) {
                problems.add(
                    new Problem(
                        value.origin(),
                        Keys.join(path, key),
                        Suggestions.unknownKey(section, key)));
              }
            });
  }

  private Optional<Object> value(ConfigKey setting, Yaml.Mapping mapping, String path) {
    Yaml node = mapping.entries().get(setting.key());
    if (node == null && setting.fallback().isEmpty()) {
      problems.add(
          new Problem(mapping.origin(), path, "required; expected " + setting.type().words()));
    }
    Optional<Object> bound = node == null ? Optional.empty() : bind(setting.type(), node, path);
    return bound.or(() -> standIn(setting, path));
  }

  private Optional<Object> standIn(ConfigKey setting, String path) {
    return setting.type() instanceof ValueType.Text && setting.fallback().isEmpty()
        ? Optional.of("")
        : setting.fallback().flatMap(node -> bind(setting.type(), node, path));
  }

  private Optional<Object> list(ValueType.ListOf list, Yaml node, String path) {
    if (list.orSingle() && node instanceof Yaml.Scalar) {
      return scalars.bind(list.item(), node, path, list.words()).map(List::of);
    }
    if (!(node instanceof Yaml.Sequence sequence)) {
      return scalars.mismatch(node, path, list.words());
    }
    List<Yaml> items = sequence.items();
    if (items.size() < list.min() || items.size() > list.max()) {
      problems.add(
          new Problem(
              node.origin(), path, "%d entries; expected %s".formatted(items.size(), list.size())));
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      bind(list.item(), items.get(i), path + "[" + i + "]").ifPresent(values::add);
    }
    return values.size() == items.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  private Optional<Object> orNull(ValueType.OrNull orNull, Yaml node, String path) {
    boolean isNull = node instanceof Yaml.Scalar scalar && scalar.value() == null;
    if (orNull.type() instanceof ValueType.Whole whole) {
      return isNull
          ? Optional.of(OptionalInt.empty())
          : scalars.bind(whole, node, path, orNull.words()).map(Binder::optional);
    }
    if (isNull) {
      return Optional.of(Optional.empty());
    }
    if (orNull.type() instanceof ValueType.Decimal || orNull.type() instanceof ValueType.Choice) {
      return scalars.bind(orNull.type(), node, path, orNull.words()).map(Optional::of);
    }
    return node instanceof Yaml.Mapping
        ? bind(orNull.type(), node, path).map(Optional::of)
        : scalars.mismatch(node, path, orNull.words());
  }

  private static boolean isWord(ValueType.OrWord orWord, Yaml node) {
    return node instanceof Yaml.Scalar scalar && orWord.word().equals(scalar.value());
  }

  private static OptionalInt optional(Object whole) {
    return OptionalInt.of((Integer) whole);
  }

  private static Object construct(Class<? extends Record> type, List<Object> values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
      return canonical.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type, e);
    }
  }
}
