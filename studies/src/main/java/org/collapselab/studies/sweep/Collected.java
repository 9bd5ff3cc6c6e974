package org.collapselab.studies.sweep;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.trainer.config.CollectConfig;

/** One number that is kept of a run, gathered from the rows of its {@code metrics.csv}. */
final class Collected {
  private static final String LAST = "last";

  private final CollectConfig wanted;
  private final String layer;
  private final String tap;
  private final Map<Long, Double> values = new TreeMap<>();
  private final Map<Long, Double> subtracted = new TreeMap<>();

  /**
   * @param lastTap {@code layer:tap} of the last hidden layer, for which {@code last} stands
   */
  Collected(CollectConfig wanted, String lastTap) {
    this.wanted = wanted;
    boolean last = wanted.layer().equals(LAST);
    this.layer = last ? lastTap.substring(0, lastTap.indexOf(':')) : wanted.layer();
    this.tap =
        last && wanted.tap().isEmpty() ? lastTap.substring(lastTap.indexOf(':') + 1) : wanted.tap();
  }

  CollectConfig wanted() {
    return wanted;
  }

  /** Takes a row if it is one of those wanted. */
  void add(CSVRecord row) {
    boolean sameNumber =
        row.get("metric").equals(wanted.metric())
            && row.get("layer").equals(layer)
            && row.get("tap").equals(tap);
    String value = row.get("value");
    if (!sameNumber || value.isEmpty()) {
      return;
    }
    long step = Long.parseLong(row.get("step"));
    if (row.get("split").equals(wanted.split())) {
      values.put(step, Double.valueOf(value));
    }
    if (row.get("split").equals(wanted.minus())) {
      subtracted.put(step, Double.valueOf(value));
    }
  }

  /** Adds the curve and its last value as a column; false if there is nothing to add. */
  boolean into(Findings findings) {
    if (!wanted.minus().isEmpty()) {
      values.keySet().retainAll(subtracted.keySet());
      values.replaceAll((step, value) -> value - subtracted.get(step));
    }
    values.forEach(
        (step, value) -> {
          findings.point(wanted.name(), step, value);
          findings.put(wanted.name(), value);
        });
    return !values.isEmpty();
  }
}
