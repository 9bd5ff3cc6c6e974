package org.collapselab.trainer.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.hooks.Metric;

/**
 * The keys that overrides such as {@code data.set=mnist} may set, each with the words that its
 * value may be, none if it may be anything; shells complete them.
 */
public final class OverrideKeys {
  private static final String METRIC = "metric";

  private final Map<String, List<String>> words = new LinkedHashMap<>();

  private OverrideKeys() {}

  /** The keys of an experiment file, in its order. */
  public static Map<String, List<String>> ofExperiment() {
    OverrideKeys keys = new OverrideKeys();
    keys.add(Sections.EXPERIMENT, "");
    return keys.words;
  }

  /** The keys of a sweep file, of every kind of trial, and of what may vary. */
  public static Map<String, List<String>> ofSweep() {
    OverrideKeys keys = new OverrideKeys();
    keys.add(Sections.SWEEP, "");
    for (TrialKind kind : TrialKind.values()) {
      keys.add(kind.section(), kind.key());
    }
    for (TrialKind kind : TrialKind.values()) {
      OverrideKeys varied = new OverrideKeys();
      varied.add(kind.section(), "vary");
      varied.words.keySet().forEach(key -> keys.words.putIfAbsent(key, List.of()));
    }
    return keys.words;
  }

  private void add(ValueType.Section section, String path) {
    for (ConfigKey setting : section.settings()) {
      String key = Keys.join(path, setting.key());
      Optional<ValueType.Section> inner = Sections.sectionOf(setting.type());
      if (inner.isPresent()) {
        add(inner.get(), key);
      } else if (!(setting.type() instanceof ValueType.Anything)) {
        words.putIfAbsent(key, setting.key().equals(METRIC) ? metrics() : words(setting.type()));
      }
    }
  }

  private static List<String> metrics() {
    return Metric.all().stream().map(Metric::label).toList();
  }

  private static List<String> words(ValueType type) {
    if (type instanceof ValueType.Choice choice) {
      return choice.options();
    }
    if (type instanceof ValueType.Flag) {
      return List.of("true", "false");
    }
    if (type instanceof ValueType.OrWord orWord) {
      return List.of(orWord.word());
    }
    if (type instanceof ValueType.OrNull orNull) {
      return Stream.concat(words(orNull.type()).stream(), Stream.of("null")).toList();
    }
    return List.of();
  }
}
