package org.collapselab.trainer.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parsed YAML value that knows where it was written. Immutable. */
sealed interface Yaml {
  Origin origin();

  /** The value as quoted in a message. */
  String shown();

  /**
   * A single value.
   *
   * @param value null, Boolean, BigInteger, Double or String
   * @param text the value as written
   */
  record Scalar(Object value, String text, Origin origin) implements Yaml {
    private static final int LONGEST = 60;

    @Override
    public String shown() {
      if (value == null) {
        return "null";
      }
      String line = text.replaceAll("\\s+", " ");
      String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
      return value instanceof String ? '"' + cut + '"' : cut;
    }
  }

  /** A list. */
  record Sequence(List<Yaml> items, Origin origin) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  /** Keys with values; each value carries the origin of its key. */
  record Mapping(Map<String, Yaml> entries, Origin origin) implements Yaml {
    static final Mapping EMPTY = new Mapping(Map.of(), Origin.DEFAULT);

    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String shown() {
      return "a section with keys";
    }

    /** The value at a path of keys, if all of them are there. */
    Optional<Yaml> find(List<String> keys) {
      Yaml node = this;
      for (String key : keys) {
        node = node instanceof Mapping mapping ? mapping.entries.get(key) : null;
      }
      return Optional.ofNullable(node);
    }

    /**
     * A copy with the value at the path replaced. Missing and null sections on the way are created;
     * a section that is a list or a single value stays, to be reported as a wrong type.
     */
    Mapping with(List<String> keys, Yaml value) {
      Map<String, Yaml> changed = new LinkedHashMap<>(entries);
      String key = keys.get(0);
      changed.put(
          key,
          keys.size() == 1 ? value : with(changed.get(key), keys.subList(1, keys.size()), value));
      return new Mapping(changed, origin);
    }

    /** A copy without a key. */
    Mapping without(String key) {
      Map<String, Yaml> rest = new LinkedHashMap<>(entries);
      rest.remove(key);
      return new Mapping(rest, origin);
    }

    /** A copy with another's values on top; sections are merged, lists are replaced. */
    Mapping merged(Mapping top) {
      Map<String, Yaml> both = new LinkedHashMap<>(entries);
      top.entries.forEach(
          (key, value) -> {
            boolean sections = value instanceof Mapping && both.get(key) instanceof Mapping;
            both.put(key, sections ? ((Mapping) both.get(key)).merged((Mapping) value) : value);
          });
      return new Mapping(both, origin);
    }

    private static Yaml with(Yaml section, List<String> keys, Yaml value) {
      boolean absent = section == null || (section instanceof Scalar s && s.value() == null);
      if (absent) {
        return new Mapping(Map.of(), value.origin()).with(keys, value);
      }
      return section instanceof Mapping mapping ? mapping.with(keys, value) : section;
    }
  }
}
