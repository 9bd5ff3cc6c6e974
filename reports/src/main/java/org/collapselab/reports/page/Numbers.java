package org.collapselab.reports.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text. */
public final class Numbers {
  public static final String ABSENT = "–";

  private static final int DIGITS = 4;
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_ROUNDED = 1e4;
  private static final double LARGEST_PLAIN = 1e6;

  private Numbers() {}

  /**
   * Four significant digits, whole numbers from 1e4 on; powers of ten outside 1e-4 … 1e6; a dash
   * for {@code null}.
   */
  public static String format(Number number) {
    return format(number, DIGITS);
  }

  /** Like {@link #format(Number)}, with another number of significant digits. */
  public static String format(Number number, int digits) {
    if (number == null) {
      return ABSENT;
    }
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)) {
      return scientific(value, digits);
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    return plain(
        size < LARGEST_ROUNDED
            ? exact.round(new MathContext(digits))
            : exact.setScale(0, RoundingMode.HALF_UP));
  }

  /** With this number of decimals, zeros included. */
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
  }

  /** Percentage with one decimal, such as {@code 12.7 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share).replace('-', '−');
  }

  /** Whole number with thousands separators. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A time such as {@code 45 min 10 s}; a dash for {@code null}. */
  public static String duration(Double seconds) {
    if (seconds == null) {
      return ABSENT;
    }
    if (seconds < 60) {
      return format(seconds) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  private static String scientific(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    int e = text.indexOf('e');
    String mantissa = plain(new BigDecimal(text.substring(0, e)));
    return mantissa + "·10" + superscript(Integer.parseInt(text.substring(e + 1)));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString().replace('-', '−');
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return text.toString();
  }
}
