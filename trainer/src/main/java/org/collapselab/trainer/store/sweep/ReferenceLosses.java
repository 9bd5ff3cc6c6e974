package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.CsvRows;

/** {@code references.csv} of a study of the DUFM: the losses of its references. */
public record ReferenceLosses(List<Row> rows) {
  /**
   * A reference.
   *
   * @param polished false for the closed form, true for the minimum that it was polished to
   */
  public record Row(String structure, boolean polished, double loss) {}

  private static final List<String> COLUMNS = List.of("structure", "polished", "loss");

  /** Reads the file. */
  public static ReferenceLosses read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    CsvRows.of(file)
        .read(
            COLUMNS,
            row ->
                rows.add(
                    new Row(
                        row.text("structure"),
                        row.text("polished").equals("true"),
                        row.number("loss"))));
    return new ReferenceLosses(rows);
  }

  /** Writes the file. */
  public void write(Path file) throws IOException {
    Csv.replace(
        file,
        COLUMNS,
        rows.stream().map(row -> List.of(row.structure(), row.polished(), row.loss())).toList());
  }
}
