package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.CsvRows;
import org.collapselab.trainer.store.LayerTap;

/** {@code predictions.csv}: setting → structure → matrix → singular values by index. */
public record Predictions(Map<String, Map<String, Map<LayerTap, double[]>>> bySetting) {
  private static final String STRUCTURE = "structure";
  private static final List<String> COLUMNS =
      List.of(
          TrialRow.SETTING,
          STRUCTURE,
          LayerTap.LAYER,
          LayerTap.TAP,
          Spectra.INDEX,
          Spectra.SINGULAR_VALUE);

  /** The spectra of a setting's references. */
  public record OfSetting(int setting, List<Findings.Predicted> spectra) {}

  /** Writes these. */
  public static void write(Path file, List<OfSetting> settings) throws IOException {
    List<List<?>> rows = new ArrayList<>();
    for (OfSetting of : settings) {
      for (Findings.Predicted p : of.spectra()) {
        for (int i = 0; i < p.values().size(); i++) {
          rows.add(
              List.of(of.setting(), p.structure(), p.layer(), p.tap(), i + 1, p.values().get(i)));
        }
      }
    }
    Csv.replace(file, COLUMNS, rows);
  }

  /** Reads the file. */
  public static Predictions read(Path file) throws IOException {
    Map<String, Map<String, Map<LayerTap, double[]>>> predictions = new LinkedHashMap<>();
    CsvRows.of(file)
        .read(
            COLUMNS,
            row ->
                Spectra.put(
                    predictions
                        .computeIfAbsent(
                            row.text(TrialRow.SETTING), setting -> new LinkedHashMap<>())
                        .computeIfAbsent(row.text(STRUCTURE), structure -> new LinkedHashMap<>()),
                    row));
    return new Predictions(predictions);
  }

  /** Structure → matrix → singular values. */
  public Map<String, Map<LayerTap, double[]>> of(int setting) {
    return bySetting.getOrDefault(Integer.toString(setting), Map.of());
  }
}
