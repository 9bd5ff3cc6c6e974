package org.collapselab.trainer.config;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.collapselab.datasets.Digests;

/** A resolved configuration as key → value, for comparing it with another. */
public final class FlatConfig {
  private final Set<String> omitted;
  private final boolean defaults;
  private final Map<String, String> values = new LinkedHashMap<>();

  private FlatConfig(Set<String> omitted, boolean defaults) {
    this.omitted = omitted;
    this.defaults = defaults;
  }

  /** Every key that applies to architecture and data, such as {@code train.epochs} → 20. */
  public static Map<String, String> of(ExperimentConfig config) {
    FlatConfig flat = new FlatConfig(ForeignKeys.of(config).keySet(), true);
    flat.add(Sections.EXPERIMENT, config, "");
    return flat.values;
  }

  /** SHA-256 of these keys and values, whatever their order. */
  public static String sha256(Map<String, String> keys) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(keys)
        .forEach((key, value) -> lines.append(key).append(": ").append(value).append('\n'));
    return Digests.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Every key of a record that is a section by itself. */
  static Map<String, String> ofSection(Record record) {
    return flat(record, true);
  }

  /**
   * The keys of a record that differ from their defaults, or from what records without the key
   * have: a key that a later version adds does not change them.
   */
  static Map<String, String> chosen(Record record) {
    return flat(record, false);
  }

  private static Map<String, String> flat(Record record, boolean defaults) {
    FlatConfig flat = new FlatConfig(Set.of(), defaults);
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
        String text = ConfigWriter.text(setting.type(), present);
        if (defaults || !isUsual(setting, text)) {
          values.put(key, text);
        }
      }
    }
  }

  /** Whether a record without the key has this value, so that it need not be named. */
  private static boolean isUsual(ConfigKey setting, String text) {
    return setting
        .former()
        .or(setting::fallback)
        .map(YamlWriter::inline)
        .filter(text::equals)
        .isPresent();
  }
}
