package org.collapselab.trainer.config;

/** An interval of real numbers; infinite ends are open. */
record Bounds(double min, double max, boolean exclusiveMin, boolean exclusiveMax) {
  /** The largest interval of whole numbers that every JSON reader keeps exact: ±(2^53 − 1). */
  private static final double EXACT = 9007199254740991d;

  static Bounds of(KeyAnnotations.Range range) {
    return range == null
        ? new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true, true)
        : new Bounds(range.min(), range.max(), range.exclusiveMin(), range.exclusiveMax());
  }

  /** The part of this interval that an int, or a long that stays exact as a double, can hold. */
  Bounds within(boolean isLong) {
    double tightMin = Math.max(min, isLong ? -EXACT : Integer.MIN_VALUE);
    double tightMax = Math.min(max, isLong ? EXACT : Integer.MAX_VALUE);
    return new Bounds(tightMin, tightMax, exclusiveMin, exclusiveMax);
  }

  /** False for NaN and infinities. */
  boolean contains(double value) {
    boolean aboveMin = exclusiveMin ? value > min : value >= min;
    boolean belowMax = exclusiveMax ? value < max : value <= max;
    return Double.isFinite(value) && aboveMin && belowMax;
  }

  /** For example {@code " in (0, 100]"} or {@code " ≥ 0"}; empty if every number is allowed. */
  @Override
  public String toString() {
    if (Double.isInfinite(min) && Double.isInfinite(max)) {
      return "";
    }
    if (Double.isInfinite(max)) {
      return (exclusiveMin ? " > " : " ≥ ") + YamlNumber.format(min);
    }
    if (Double.isInfinite(min)) {
      return (exclusiveMax ? " < " : " ≤ ") + YamlNumber.format(max);
    }
    return " in %s%s, %s%s"
        .formatted(
            exclusiveMin ? "(" : "[",
            YamlNumber.format(min),
            YamlNumber.format(max),
            exclusiveMax ? ")" : "]");
  }
}
