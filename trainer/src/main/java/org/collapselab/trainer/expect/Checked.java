package org.collapselab.trainer.expect;

/**
 * The result of checking an expectation.
 *
 * @param quantity such as {@code accuracy(test)}
 * @param bound such as {@code > 0.95}
 * @param value NaN if missing
 * @param reason why there is no value; empty if there is one
 */
public record Checked(String quantity, String bound, double value, boolean passed, String reason) {

  /** A value; one that is not finite fails whatever the bound. */
  static Checked of(String quantity, Bound bound, double value, String ifNotFinite) {
    return Double.isFinite(value)
        ? new Checked(quantity, bound.text(), value, bound.holds(value), "")
        : missing(quantity, bound, ifNotFinite);
  }

  static Checked missing(String quantity, Bound bound, String reason) {
    return new Checked(quantity, bound.text(), Double.NaN, false, reason);
  }

  /** The whole expectation, in canonical form. */
  public String expectation() {
    return quantity + " " + bound;
  }
}
