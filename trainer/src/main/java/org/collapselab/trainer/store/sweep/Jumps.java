package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.CsvRows;

/** {@code jumps.csv}: changes of rank that lasted. */
public record Jumps(List<Jump> all) {
  private static final String STEP = "step";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final List<String> COLUMNS = List.of(TrialRow.ID, STEP, FROM, TO);

  /** From one rank that lasted to the next. */
  public record Jump(String trial, int from, int to) {
    /** Whether to a higher rank. */
    public boolean up() {
      return to > from;
    }
  }

  /** Writes the jumps of these trials. */
  public static void write(Path file, List<TrialRecord> records) throws IOException {
    List<List<?>> rows = new ArrayList<>();
    for (TrialRecord record : records) {
      record.jumps().forEach(j -> rows.add(List.of(record.trial(), j.step(), j.from(), j.to())));
    }
    Csv.replace(file, COLUMNS, rows);
  }

  /** The jumps of all trials of these. */
  static Jumps merged(List<Jumps> parts) {
    return new Jumps(parts.stream().flatMap(part -> part.all().stream()).toList());
  }

  /** Reads the file. */
  public static Jumps read(Path file) throws IOException {
    List<Jump> jumps = new ArrayList<>();
    CsvRows.of(file)
        .read(
            COLUMNS,
            row ->
                jumps.add(
                    new Jump(
                        row.text(TrialRow.ID),
                        row.integer(FROM, 0, Integer.MAX_VALUE),
                        row.integer(TO, 0, Integer.MAX_VALUE))));
    return new Jumps(List.copyOf(jumps));
  }
}
