package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.trainer.store.LayerTap;

/** {@code predictions.csv}: setting → structure → matrix → singular values by index. */
public record Predictions(Map<String, Map<String, Map<LayerTap, double[]>>> bySetting) {

  /** Reads the file. */
  public static Predictions read(Path file) throws IOException {
    Map<String, Map<String, Map<LayerTap, double[]>>> predictions = new LinkedHashMap<>();
    CsvRows.read(
        file,
        List.of("setting", "structure", "layer", "tap", "index", "singular_value"),
        row ->
            Spectra.put(
                predictions
                    .computeIfAbsent(row.get("setting"), setting -> new LinkedHashMap<>())
                    .computeIfAbsent(row.get("structure"), structure -> new LinkedHashMap<>()),
                CsvRows.place(row),
                row));
    return new Predictions(predictions);
  }

  /** Structure → matrix → singular values. */
  public Map<String, Map<LayerTap, double[]>> of(int setting) {
    return bySetting.getOrDefault(Integer.toString(setting), Map.of());
  }
}
