package org.collapselab.trainer.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The type of a key's value. */
sealed interface ValueType {
  /** The type in words; completes "expected …". */
  String words();

  /** A whole number that fits an int, or with {@code isLong} a long. */
  record Whole(boolean isLong, Bounds bounds) implements ValueType {
    @Override
    public String words() {
      return "a whole number" + bounds;
    }
  }

  /** A finite double. */
  record Decimal(Bounds bounds) implements ValueType {
    @Override
    public String words() {
      return "a number" + bounds;
    }
  }

  /** A boolean. */
  record Flag() implements ValueType {
    @Override
    public String words() {
      return "true or false";
    }
  }

  /** A text that matches the whole pattern, if there is one. */
  record Text(Optional<String> pattern, String words) implements ValueType {}

  /** A constant of an enum. */
  record Choice(Class<? extends Enum<?>> enumType) implements ValueType {
    List<String> options() {
      return Arrays.stream(enumType.getEnumConstants()).map(Keys::ofConstant).toList();
    }

    @Override
    public String words() {
      List<String> options = options();
      return options.size() == 1 ? options.get(0) : "one of " + String.join(", ", options);
    }
  }

  /** A list; with {@code orSingle} one bare item stands for a list of one. */
  record ListOf(ValueType item, int min, int max, boolean orSingle) implements ValueType {
    @Override
    public String words() {
      String list = "a list of %s, each %s".formatted(size(), item.words());
      return orSingle ? item.words() + ", or " + list : list;
    }

    String size() {
      return min == 0 ? "at most " + max + " entries" : min + " to " + max + " entries";
    }
  }

  /** A value, or null for an empty Optional or OptionalInt. */
  record OrNull(ValueType type) implements ValueType {
    @Override
    public String words() {
      return type.words() + ", or null";
    }
  }

  /** A whole number, or a word for an empty OptionalInt. */
  record OrWord(Whole type, String word) implements ValueType {
    @Override
    public String words() {
      return type.words() + ", or " + word;
    }
  }

  /** Any YAML, looked at later; {@code holds} are the keys that it may have then, if known. */
  record Anything(Optional<Section> holds) implements ValueType {
    @Override
    public String words() {
      return holds.isPresent() ? holds.get().words() : "a list or section, see above";
    }
  }

  /** A record, its components in order. */
  record Section(Class<? extends Record> type, List<ConfigKey> settings) implements ValueType {
    @Override
    public String words() {
      return "a section with the keys " + keys();
    }

    String keys() {
      return settings.stream().map(ConfigKey::key).collect(Collectors.joining(", "));
    }
  }
}
