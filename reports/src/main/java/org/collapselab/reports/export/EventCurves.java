package org.collapselab.reports.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.collapselab.trainer.store.WholeFile;

/** The scalars of one event file. */
record EventCurves(List<Scalar> scalars) {
  private record Scalar(long step, String tag, double value) {}

  /** One scalar per row with a value; its tag is the cells of {@code tags} joined by slashes. */
  static EventCurves of(Table table, String step, String value, List<String> tags) {
    List<String> names = table.columns().stream().map(Table.Column::name).toList();
    List<Scalar> scalars = new ArrayList<>();
    for (List<Object> row : table.rows()) {
      Object number = row.get(names.indexOf(value));
      if (number != null) {
        String tag =
            tags.stream()
                .map(column -> (String) row.get(names.indexOf(column)))
                .filter(part -> part != null)
                .collect(Collectors.joining("/"));
        scalars.add(new Scalar((Long) row.get(names.indexOf(step)), tag, (Double) number));
      }
    }
    return new EventCurves(scalars);
  }

  /** Writes the file into its own directory; the same run gives the same name. */
  Path write(Path directory, RunClock clock) {
    long last = scalars.stream().mapToLong(Scalar::step).max().orElse(0);
    Path file =
        directory.resolve("events.out.tfevents.%d.collapse".formatted((long) clock.start()));
    try {
      Files.createDirectories(directory);
      WholeFile.fill(
          file,
          part -> {
            try (EventFile events = EventFile.create(part, clock.start())) {
              for (Scalar scalar : scalars) {
                events.scalar(clock.at(scalar.step, last), scalar.step, scalar.tag, scalar.value);
              }
            }
          });
    } catch (IOException e) {
      throw RunExport.cannotWrite(directory, e);
    }
    return file;
  }
}
