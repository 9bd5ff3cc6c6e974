package org.collapselab.trainer.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads sections from the annotated components of record classes. */
final class Sections {
  /** The keys of an experiment file. */
  static final ValueType.Section EXPERIMENT = section(ExperimentConfig.class);

  /** The keys of a sweep file. */
  static final ValueType.Section SWEEP = section(SweepFile.class);

  private Sections() {}

  static ValueType.Section section(Class<? extends Record> type) {
    return new ValueType.Section(
        type, Arrays.stream(type.getRecordComponents()).map(Sections::setting).toList());
  }

  private static ConfigKey setting(RecordComponent component) {
    ValueType type = type(component.getGenericType(), component);
    return new ConfigKey(
        Keys.ofComponent(component.getName()),
        component.getAnnotation(KeyAnnotations.Doc.class).value(),
        type,
        fallback(component, type),
        former(component),
        component.getAccessor());
  }

  private static Optional<Yaml> former(RecordComponent component) {
    return Optional.ofNullable(component.getAnnotation(KeyAnnotations.Formerly.class))
        .map(formerly -> YamlReader.readValue(formerly.value(), Origin.DEFAULT));
  }

  private static Optional<Yaml> fallback(RecordComponent component, ValueType type) {
    KeyAnnotations.Default given = component.getAnnotation(KeyAnnotations.Default.class);
    if (given != null) {
      return Optional.of(YamlReader.readValue(given.value(), Origin.DEFAULT));
    }
    return type instanceof ValueType.Section ? Optional.of(Yaml.Mapping.EMPTY) : Optional.empty();
  }

  private static ValueType type(Type type, RecordComponent component) {
    if (type instanceof ParameterizedType generic) {
      ValueType argument = type(generic.getActualTypeArguments()[0], component);
      return generic.getRawType() == Optional.class
          ? new ValueType.OrNull(argument)
          : list(argument, component);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Yaml.class) {
      KeyAnnotations.Holds holds = component.getAnnotation(KeyAnnotations.Holds.class);
      return new ValueType.Anything(Optional.ofNullable(holds).map(h -> section(h.value())));
    }
    if (plain.isRecord()) {
      return section(plain.asSubclass(Record.class));
    }
    if (plain.isEnum()) {
      @SuppressWarnings("unchecked") // isEnum() has been checked
      Class<? extends Enum<?>> enumType = (Class<? extends Enum<?>>) plain;
      return new ValueType.Choice(enumType);
    }
    return scalar(plain, component);
  }

  private static ValueType scalar(Class<?> type, RecordComponent component) {
    Bounds bounds = Bounds.of(component.getAnnotation(KeyAnnotations.Range.class));
    if (type == OptionalInt.class) {
      return optionalInt(component, new ValueType.Whole(false, bounds.within(false)));
    }
    if (type == int.class || type == Integer.class || type == long.class) {
      boolean isLong = type == long.class;
      return new ValueType.Whole(isLong, bounds.within(isLong));
    }
    if (type == double.class || type == Double.class) {
      return new ValueType.Decimal(bounds);
    }
    if (type == boolean.class) {
      return new ValueType.Flag();
    }
    if (type == String.class) {
      KeyAnnotations.Format format = component.getAnnotation(KeyAnnotations.Format.class);
      return format == null
          ? new ValueType.Text(Optional.empty(), "a text")
          : new ValueType.Text(Optional.of(format.pattern()), format.words());
    }
    throw new IllegalStateException("no configuration type for " + component);
  }

  private static ValueType optionalInt(RecordComponent component, ValueType.Whole whole) {
    KeyAnnotations.OrWord word = component.getAnnotation(KeyAnnotations.OrWord.class);
    return word == null ? new ValueType.OrNull(whole) : new ValueType.OrWord(whole, word.value());
  }

  private static ValueType list(ValueType item, RecordComponent component) {
    KeyAnnotations.Size size = component.getAnnotation(KeyAnnotations.Size.class);
    boolean orSingle = component.isAnnotationPresent(KeyAnnotations.OrSingle.class);
    return new ValueType.ListOf(item, size.min(), size.max(), orSingle);
  }

  /** The section that a type is or may be. */
  static Optional<ValueType.Section> sectionOf(ValueType type) {
    ValueType inner = type instanceof ValueType.OrNull orNull ? orNull.type() : type;
    return inner instanceof ValueType.Section section ? Optional.of(section) : Optional.empty();
  }

  static Optional<ConfigKey> settingOf(ValueType.Section section, String key) {
    return section.settings().stream().filter(s -> s.key().equals(key)).findFirst();
  }
}
