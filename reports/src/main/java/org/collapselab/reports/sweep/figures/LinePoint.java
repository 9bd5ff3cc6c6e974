package org.collapselab.reports.sweep.figures;

import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.sweep.data.LineColumn;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.reports.sweep.data.Spread;
import org.collapselab.reports.sweep.data.TrialCondition;
import org.collapselab.reports.sweep.data.TrialGroup;

/**
 * A setting in a figure of lines.
 *
 * @param x number or text
 * @param n trials behind it
 */
record LinePoint(
    TrialGroup group, Object x, double value, double low, double high, int n, String text) {

  static LinePoint of(TrialGroup group, String column, boolean ordinal, LineColumn y) {
    Object x = ordinal ? group.trials().get(0).text(column) : group.spread(column).mean();
    return y.condition()
        .map(condition -> share(group, x, condition))
        .orElseGet(() -> mean(group, x, y.name()));
  }

  private static LinePoint share(TrialGroup group, Object x, TrialCondition condition) {
    int count = (int) group.trials().stream().filter(condition::holds).count();
    Share share = new Share(count, group.trials().size());
    String text =
        "%d of %d, 95 %%: %s to %s"
            .formatted(
                count, share.n(), Numbers.percent(share.low()), Numbers.percent(share.high()));
    return new LinePoint(group, x, share.value(), share.low(), share.high(), share.n(), text);
  }

  private static LinePoint mean(TrialGroup group, Object x, String column) {
    Spread s = group.spread(column);
    return new LinePoint(
        group, x, s.mean(), s.low(), s.high(), s.n(), "%s (n = %d)".formatted(s.text(), s.n()));
  }

  /** Whether it can be drawn. */
  boolean exists() {
    boolean placed = x instanceof Double number ? Double.isFinite(number) : !"".equals(x);
    return placed && Double.isFinite(value);
  }
}
