package org.collapselab.trainer.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A resolved configuration as key → value, to compare it with another. */
public final class FlatConfig {
  private final Set<String> omitted;
  private final Map<String, String> values = new LinkedHashMap<>();

  private FlatConfig(Set<String> omitted) {
    this.omitted = omitted;
  }

  /** Every key that means something for the architecture, such as {@code train.epochs} → 20. */
  public static Map<String, String> of(ExperimentConfig config) {
    FlatConfig flat = new FlatConfig(ForeignKeys.of(config.model().type()).keySet());
    flat.add(Sections.EXPERIMENT, config, "");
    return flat.values;
  }

  /** Every key of a record that is a section by itself. */
  static Map<String, String> ofSection(Record record) {
    FlatConfig flat = new FlatConfig(Set.of());
    flat.add(Sections.section(record.getClass()), record, "");
    return flat.values;
  }

  private void add(ValueType.Section section, Record value, String path) {
    for (ConfigKey setting : section.settings()) {
      String key = Keys.join(path, setting.key());
      if (omitted.contains(key)) {
        continue;
      }
      Object inner = setting.valueIn(value);
      Object present = inner instanceof Optional<?> optional ? optional.orElse(null) : inner;
      if (present instanceof Record record) {
        add(Sections.sectionOf(setting.type()).orElseThrow(), record, key);
      } else {
        values.put(key, ConfigWriter.text(setting.type(), present));
      }
    }
  }
}
