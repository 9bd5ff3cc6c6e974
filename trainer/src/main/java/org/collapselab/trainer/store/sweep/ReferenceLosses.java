package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.trainer.store.Csv;

/** {@code references.csv} of a study of the DUFM: the losses of its references. */
public record ReferenceLosses(List<Row> rows) {
  /**
   * A reference.
   *
   * @param polished false for the closed form, true for the minimum that it was polished to
   */
  public record Row(String structure, boolean polished, double loss) {}

  /** Writes the file. */
  public void write(Path file) throws IOException {
    Csv.replace(
        file,
        List.of("structure", "polished", "loss"),
        rows.stream().map(row -> List.of(row.structure(), row.polished(), row.loss())).toList());
  }
}
