package org.collapselab.reports.sweep.figures;

import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import org.collapselab.reports.page.ValueAxis;

/** Collects the values that a vertical axis must show. */
final class Range {
  private static final double LINEAR_MARGIN = 0.06;
  private static final double LOGARITHMIC_MARGIN = 1.15;

  private final boolean logarithmic;
  private final DoubleSummaryStatistics values = new DoubleSummaryStatistics();

  Range(boolean logarithmic) {
    this.logarithmic = logarithmic;
  }

  /** Values that the axis cannot show are ignored. */
  Range add(double... more) {
    DoubleStream.of(more)
        .filter(v -> Double.isFinite(v) && (!logarithmic || v > 0))
        .forEach(values);
    return this;
  }

  boolean isEmpty() {
    return values.getCount() == 0;
  }

  double low() {
    return values.getMin();
  }

  double high() {
    return values.getMax();
  }

  /** With a margin on both sides. */
  ValueAxis axis() {
    if (isEmpty()) {
      return new ValueAxis(logarithmic, logarithmic ? 0.1 : 0, 1);
    }
    if (logarithmic) {
      return new ValueAxis(true, low() / LOGARITHMIC_MARGIN, high() * LOGARITHMIC_MARGIN);
    }
    double size = high() - low();
    double margin = size > 0 ? LINEAR_MARGIN * size : Math.max(1e-12, 0.1 * Math.abs(low()));
    boolean fromZero = low() >= 0 && low() - margin < 0;
    return new ValueAxis(false, fromZero ? 0 : low() - margin, high() + margin);
  }
}
