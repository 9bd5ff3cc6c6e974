package org.collapselab.trainer.config;

import java.util.Locale;

/** Spelling of Java names in YAML. */
final class Keys {
  private Keys() {}

  /** {@code learningRate} → {@code learning_rate}. */
  static String ofComponent(String name) {
    return lowerCase(name.replaceAll("([a-z0-9])([A-Z])", "$1_$2"));
  }

  /** {@code HEAVY_BALL} → {@code heavy_ball}; an enum with its own {@code toString} keeps it. */
  static String ofConstant(Enum<?> constant) {
    return lowerCase(constant.toString());
  }

  /** The path of {@code key} inside {@code section}; the root section is the empty path. */
  static String join(String section, String key) {
    return section.isEmpty() ? key : section + "." + key;
  }

  static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
