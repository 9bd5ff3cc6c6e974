package org.collapselab.studies.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** The newest weight spectra among the rows of a run's {@code spectra.csv}. */
final class WeightSpectra {
  private final Map<String, List<Double>> layers = new LinkedHashMap<>();
  private long step = -1;

  /** Takes a row; rows come in the order of their steps. */
  void add(CSVRecord row) {
    if (!row.get("tap").equals("weight")) {
      return;
    }
    long at = Long.parseLong(row.get("step"));
    if (at > step) {
      step = at;
      layers.clear();
    }
    layers
        .computeIfAbsent(row.get("layer"), layer -> new ArrayList<>())
        .add(Double.valueOf(row.get("singular_value")));
  }

  /** Adds them, layers counted from the input. */
  void into(Findings findings) {
    int layer = 0;
    for (List<Double> values : layers.values()) {
      layer++;
      findings.spectrum(
          layer, "weight", values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
