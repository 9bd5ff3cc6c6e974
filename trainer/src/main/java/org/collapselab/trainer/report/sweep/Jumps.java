package org.collapselab.trainer.report.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code jumps.csv}: changes of rank that lasted. */
record Jumps(List<Jump> all) {
  record Jump(String trial, int from, int to) {
    boolean up() {
      return to > from;
    }
  }

  static Jumps read(Path file) throws IOException {
    List<Jump> jumps = new ArrayList<>();
    CsvRows.read(
        file,
        row ->
            jumps.add(
                new Jump(
                    row.get("trial"),
                    Integer.parseInt(row.get("from")),
                    Integer.parseInt(row.get("to")))));
    return new Jumps(List.copyOf(jumps));
  }
}
