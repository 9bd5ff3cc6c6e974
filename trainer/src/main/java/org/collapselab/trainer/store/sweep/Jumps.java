package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code jumps.csv}: changes of rank that lasted. */
public record Jumps(List<Jump> all) {

  /** From one rank that lasted to the next. */
  public record Jump(String trial, int from, int to) {
    /** Whether to a higher rank. */
    public boolean up() {
      return to > from;
    }
  }

  /** Reads the file. */
  public static Jumps read(Path file) throws IOException {
    List<Jump> jumps = new ArrayList<>();
    CsvRows.read(
        file,
        List.of("trial", "step", "from", "to"),
        row ->
            jumps.add(
                new Jump(
                    row.get("trial"),
                    Integer.parseInt(row.get("from")),
                    Integer.parseInt(row.get("to")))));
    return new Jumps(List.copyOf(jumps));
  }
}
