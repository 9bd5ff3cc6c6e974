package org.collapselab.trainer.config;

import java.math.BigDecimal;

/** Numbers as a person would write them, and as every YAML version reads them. */
final class YamlNumber {
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e16;

  private YamlNumber() {}

  /**
   * A text that parses back to the same double: plain digits for moderate sizes, otherwise a signed
   * exponent behind a decimal point (YAML 1.1 takes {@code 5e-6} for a text).
   */
  static String format(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
      return exact.toPlainString();
    }
    int exponent = exact.precision() - exact.scale() - 1;
    BigDecimal mantissa = exact.movePointLeft(exponent);
    String digits = mantissa.toPlainString();
    return "%s%se%+d".formatted(digits, digits.contains(".") ? "" : ".0", exponent);
  }
}
