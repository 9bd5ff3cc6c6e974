package org.collapselab.studies.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.SeriesRow;
import org.collapselab.trainer.store.sweep.Findings;

/** The latest weight spectra among the rows of a run's {@code spectra.csv}. */
final class WeightSpectra {
  private final Map<String, List<Double>> layers = new LinkedHashMap<>();
  private long step = -1;

  /** Adds a row; rows come in the order of their steps. */
  void add(SeriesRow row) {
    LayerTap matrix = row.key().layerTap();
    if (!matrix.isWeight()) {
      return;
    }
    if (row.step() > step) {
      step = row.step();
      layers.clear();
    }
    layers.computeIfAbsent(matrix.layer(), layer -> new ArrayList<>()).add(row.value());
  }

  /** Adds the spectra to the findings, layers counted from the input. */
  void into(Findings findings) {
    int layer = 0;
    for (List<Double> values : layers.values()) {
      layer++;
      findings.spectrum(
          layer, LayerTap.WEIGHT, values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
