package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.trainer.store.LayerTap;

/** {@code spectra.csv}: trial → matrix → singular values by index. */
public record Spectra(Map<String, Map<LayerTap, double[]>> byTrial) {

  /** Reads the file. */
  public static Spectra read(Path file) throws IOException {
    Map<String, Map<LayerTap, double[]>> spectra = new LinkedHashMap<>();
    CsvRows.read(
        file,
        List.of("trial", "layer", "tap", "index", "singular_value"),
        row ->
            put(
                spectra.computeIfAbsent(row.get("trial"), id -> new LinkedHashMap<>()),
                CsvRows.place(row),
                row));
    return new Spectra(spectra);
  }

  /** Sets σ_index of the row's matrix; values not given are NaN. */
  static void put(Map<LayerTap, double[]> matrices, LayerTap matrix, CSVRecord row) {
    int index = Integer.parseInt(row.get("index"));
    if (index < 1 || index > 1_000_000) {
      throw new IllegalArgumentException("index %d is not in 1 … 1000000".formatted(index));
    }
    double[] values = matrices.getOrDefault(matrix, new double[0]);
    if (values.length < index) {
      int known = values.length;
      values = Arrays.copyOf(values, index);
      Arrays.fill(values, known, index, Double.NaN);
      matrices.put(matrix, values);
    }
    values[index - 1] = CsvRows.number(row, "singular_value");
  }
}
