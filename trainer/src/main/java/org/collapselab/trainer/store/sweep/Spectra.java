package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.CsvRow;
import org.collapselab.trainer.store.CsvRows;
import org.collapselab.trainer.store.LayerTap;

/** {@code spectra.csv}: trial → matrix → singular values by index. */
public record Spectra(Map<String, Map<LayerTap, double[]>> byTrial) {
  static final String INDEX = "index";
  static final String SINGULAR_VALUE = "singular_value";

  private static final int MOST = 1_000_000;
  private static final List<String> COLUMNS =
      List.of(TrialRow.ID, LayerTap.LAYER, LayerTap.TAP, INDEX, SINGULAR_VALUE);

  /** Writes the spectra of these trials. */
  public static void write(Path file, List<TrialRecord> records) throws IOException {
    List<List<?>> rows = new ArrayList<>();
    for (TrialRecord record : records) {
      for (Findings.Spectrum spectrum : record.spectra()) {
        for (int i = 0; i < spectrum.values().size(); i++) {
          Object value = Trials.cell(spectrum.values().get(i));
          rows.add(List.of(record.trial(), spectrum.layer(), spectrum.tap(), i + 1, value));
        }
      }
    }
    Csv.replace(file, COLUMNS, rows);
  }

  /** Reads the file. */
  public static Spectra read(Path file) throws IOException {
    Map<String, Map<LayerTap, double[]>> spectra = new LinkedHashMap<>();
    CsvRows.of(file)
        .read(
            COLUMNS,
            row ->
                put(
                    spectra.computeIfAbsent(row.text(TrialRow.ID), id -> new LinkedHashMap<>()),
                    row));
    return new Spectra(spectra);
  }

  /** The spectra of all trials of these; no two have the same trial. */
  static Spectra merged(List<Spectra> parts) {
    Map<String, Map<LayerTap, double[]>> all = new LinkedHashMap<>();
    parts.forEach(part -> all.putAll(part.byTrial()));
    return new Spectra(all);
  }

  /** Sets σ_index of the row's matrix; values not given are NaN. */
  static void put(Map<LayerTap, double[]> matrices, CsvRow row) {
    int index = row.integer(INDEX, 1, MOST);
    LayerTap matrix = row.layerTap();
    double[] values = matrices.getOrDefault(matrix, new double[0]);
    if (values.length < index) {
      int known = values.length;
      values = Arrays.copyOf(values, index);
      Arrays.fill(values, known, index, Double.NaN);
      matrices.put(matrix, values);
    }
    values[index - 1] = row.number(SINGULAR_VALUE);
  }
}
