package org.collapselab.reports.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.config.TrialColumns;
import org.collapselab.trainer.store.CellType;
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/** Tables and curves of a sweep in other formats; each trial's run has its own directory. */
public final class SweepExport {
  private record ExportedTrial(String id, Optional<Path> run, double seconds) {}

  private final Path sweep;
  private final Path out;
  private final Map<String, CellType> types;
  private final List<ExportedTrial> trials = new ArrayList<>();

  private SweepExport(Path sweep, Path out) {
    this.sweep = sweep;
    this.out = out;
    Path file = sweep.resolve(SweepFiles.TRIALS);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          sweep + " has no trials.csv: no trial has ended, so there is nothing to export");
    }
    check(sweep);
    this.types = TrialColumns.of(config(sweep)).types();
    Table table = CsvTable.read(file, types);
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

  private static SweepConfig config(Path sweep) {
    return SweepLoader.load(sweep.resolve(SweepFiles.YAML), List.of(), false);
  }

  private static void check(Path sweep) {
    try {
      Manifest.check(sweep, SweepFiles.TABLES);
      Trials.read(sweep.resolve(SweepFiles.TRIALS));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Writes the tables of the sweep, and of its runs in {@code <trial>/}; returns the files. */
  public static List<Path> tables(Path sweep, Path out, TableFormat format) {
    SweepExport export = new SweepExport(sweep, out);
    List<Path> files = new ArrayList<>();
    for (String name : SweepFiles.TABLES) {
      Path csv = sweep.resolve(name);
      if (Files.exists(csv)) {
        String stem = name.substring(0, name.lastIndexOf('.'));
        boolean trials = name.equals(SweepFiles.TRIALS);
        Table table = trials ? CsvTable.read(csv, export.types) : CsvTable.read(csv, true);
        files.add(format.write(out, stem, table));
      }
    }
    for (ExportedTrial trial : export.trials) {
      trial.run.ifPresent(
          run -> files.addAll(RunExport.tables(run, out.resolve(trial.id), format)));
    }
    return files;
  }

  /** Writes an event file in {@code <trial>/}, of the run or otherwise of the trial's curves. */
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
