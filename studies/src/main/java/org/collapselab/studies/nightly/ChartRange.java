package org.collapselab.studies.nightly;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.DoubleStream;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.trainer.expect.Bound;

/** The vertical axis of a chart: room for all values and bounds, with margins. */
record ChartRange(boolean logarithmic, double low, double high) {
  /** Positive numbers that span more than this are drawn on a logarithmic axis. */
  private static final double WIDE = 30;

  /** All digits, such as 40 and 0.05; a plain format would round to the distance between ticks. */
  private static final String LABEL =
      "format(datum.value, datum.value !== 0 && (abs(datum.value) < 1e-4 || abs(datum.value) >= 1e6)"
          + " ? '.3~e' : '.6~f')";

  private static final double MARGIN = 0.15;

  static ChartRange of(List<HistoryRow> rows) {
    double[] shown =
        rows.stream()
            .flatMapToDouble(row -> shown(row, Bound.parse(row.bound())))
            .filter(Double::isFinite)
            .toArray();
    double min = DoubleStream.of(shown).min().orElseThrow();
    double max = DoubleStream.of(shown).max().orElseThrow();
    if (min > 0 && max / min > WIDE) {
      double factor = Math.pow(max / min, MARGIN);
      return new ChartRange(true, min / factor, max * factor);
    }
    double margin = max > min ? MARGIN * (max - min) : Math.max(MARGIN * Math.abs(max), MARGIN);
    return new ChartRange(false, min - margin, max + margin);
  }

  /** A bound always has a finite end. */
  private static DoubleStream shown(HistoryRow row, Bound bound) {
    return DoubleStream.of(row.value(), bound.low(), bound.high());
  }

  ObjectNode axis(String field) {
    ObjectNode axis = JsonTree.object("labelExpr", LABEL, "tickCount", 4);
    return VegaLite.quantitative(field, "")
        .<ObjectNode>set("scale", new ValueAxis(logarithmic, low, high).scale())
        .set("axis", axis);
  }
}
