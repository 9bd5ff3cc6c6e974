package org.collapselab.reports.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRow;

/** Tables and curves of a sweep in other formats, those of its runs in a directory per trial. */
public final class SweepExport {
  private record ExportedTrial(String id, Optional<Path> run, double seconds) {}

  private final Path sweep;
  private final Path out;
  private final List<ExportedTrial> trials = new ArrayList<>();

  private SweepExport(Path sweep, Path out) {
    this.sweep = sweep;
    this.out = out;
    Path file = sweep.resolve(SweepFiles.TRIALS);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          sweep + " has no trials.csv: no trial has ended, so there is nothing to export");
    }
    Table table = CsvTable.read(file, true);
    List<String> names = table.columns().stream().map(Table.Column::name).toList();
    int run = names.indexOf("run");
    for (List<Object> row : table.rows()) {
      trials.add(
          new ExportedTrial(
              (String) row.get(names.indexOf(TrialRow.ID)),
              Optional.ofNullable(run < 0 ? null : (String) row.get(run))
                  .map(sweep.resolve(SweepFiles.RUNS)::resolve)
                  .filter(path -> Files.exists(new RunDirectory(path).metrics())),
              ((Number) row.get(names.indexOf(TrialRow.SECONDS))).doubleValue()));
    }
  }

  /** The tables of the sweep, and those of its runs in {@code <trial>/}; returns the files. */
  public static List<Path> tables(Path sweep, Path out, TableFormat format) {
    SweepExport export = new SweepExport(sweep, out);
    List<Path> files = new ArrayList<>();
    for (String name : SweepFiles.TABLES) {
      Path csv = sweep.resolve(name);
      if (Files.exists(csv)) {
        String stem = name.substring(0, name.lastIndexOf('.'));
        files.add(format.write(out, stem, CsvTable.read(csv, true)));
      }
    }
    for (ExportedTrial trial : export.trials) {
      trial.run.ifPresent(
          run -> files.addAll(RunExport.tables(run, out.resolve(trial.id), format)));
    }
    return files;
  }

  /** An event file in {@code <trial>/}, of the run or else of the trial's curves. */
  public static List<Path> events(Path sweep, Path out) {
    SweepExport export = new SweepExport(sweep, out);
    Map<String, Table> curves = export.curves();
    List<Path> files = new ArrayList<>();
    for (ExportedTrial trial : export.trials) {
      if (trial.run.isPresent()) {
        files.add(RunExport.events(trial.run.get(), out.resolve(trial.id)));
      } else if (curves.containsKey(trial.id)) {
        files.add(export.events(trial, curves.get(trial.id)));
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException(sweep + " has no curves, so there is nothing to export");
    }
    return files;
  }

  private Path events(ExportedTrial trial, Table curves) {
    RunClock clock = RunClock.ofTable(sweep.resolve(SweepFiles.CURVES), trial.seconds);
    return EventCurves.of(curves, "step", "value", List.of("quantity"))
        .write(out.resolve(trial.id), clock);
  }

  /** ExportedTrial → its rows of {@code curves.csv}. */
  private Map<String, Table> curves() {
    Path file = sweep.resolve(SweepFiles.CURVES);
    Map<String, Table> byTrial = new TreeMap<>();
    if (Files.exists(file)) {
      Table all = CsvTable.read(file, true);
      int trial = all.columns().stream().map(Table.Column::name).toList().indexOf(TrialRow.ID);
      for (List<Object> row : all.rows()) {
        byTrial
            .computeIfAbsent(
                (String) row.get(trial), id -> new Table(all.columns(), new ArrayList<>()))
            .rows()
            .add(row);
      }
    }
    return byTrial;
  }
}
