package org.collapselab.trainer.expect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bound of an expectation, such as {@code < 0.05} or {@code = 0.0747 ± 2 %}.
 *
 * @param number the bound b
 * @param percent p of {@code = b ± p %}, which holds for |value − b| ≤ p/100·|b|; else 0
 * @param text as written, with single spaces
 */
public record Bound(Relation relation, double number, double percent, String text) {
  private static final String NUMBER = "([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)";
  private static final Pattern FORM =
      Pattern.compile(
          "(<=|>=|<|>|=|≤|≥)\\s*%s(?:\\s*(?:±|\\+-)\\s*%s\\s*%%)?".formatted(NUMBER, NUMBER));

  /** How a value is compared with the bound. */
  public enum Relation {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">="),
    EQUAL("=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    private static Relation of(String written) {
      String plain = written.replace("≤", "<=").replace("≥", ">=");
      for (Relation relation : values()) {
        if (relation.sign.equals(plain)) {
          return relation;
        }
      }
      throw new IllegalStateException("no relation " + written);
    }
  }

  /**
   * Reads a bound.
   *
   * @throws IllegalArgumentException if the text is not a bound, saying what is allowed
   */
  public static Bound parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          ("\"%s\" is not a bound; expected one of <, <=, >, >=, = and a number, or = with a number"
                  + " and its tolerance, for example = 0.0747 ± 2 %%")
              .formatted(text.strip()));
    }
    Relation relation = Relation.of(matcher.group(1));
    String tolerance = matcher.group(3);
    double percent = tolerance == null ? 0 : Double.parseDouble(tolerance);
    if (tolerance != null && (relation != Relation.EQUAL || percent <= 0)) {
      throw new IllegalArgumentException(
          "\"%s\": a tolerance is a percentage > 0 and goes with =".formatted(text.strip()));
    }
    String shown = relation.sign + " " + matcher.group(2);
    return new Bound(
        relation,
        Double.parseDouble(matcher.group(2)),
        percent,
        tolerance == null ? shown : shown + " ± " + tolerance + " %");
  }

  /** Whether the value satisfies the bound; NaN never does. */
  public boolean holds(double value) {
    return switch (relation) {
      case BELOW -> value < number;
      case AT_MOST -> value <= number;
      case ABOVE -> value > number;
      case AT_LEAST -> value >= number;
      case EQUAL -> value >= low() && value <= high();
    };
  }

  /** The smallest allowed value; −∞ if unbounded. */
  public double low() {
    return switch (relation) {
      case BELOW, AT_MOST -> Double.NEGATIVE_INFINITY;
      case ABOVE, AT_LEAST -> number;
      case EQUAL -> number - tolerance();
    };
  }

  /** The largest allowed value; ∞ if unbounded. */
  public double high() {
    return switch (relation) {
      case BELOW, AT_MOST -> number;
      case ABOVE, AT_LEAST -> Double.POSITIVE_INFINITY;
      case EQUAL -> number + tolerance();
    };
  }

  private double tolerance() {
    return percent / 100 * Math.abs(number);
  }
}
