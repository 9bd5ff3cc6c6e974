package org.collapselab.studies.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.collapselab.datasets.DataHome;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.reports.sweep.SweepReportWriter;
import org.collapselab.studies.sweep.Sweep;
import org.collapselab.studies.sweep.SweepCheck;
import org.collapselab.studies.sweep.SweepContext;
import org.collapselab.studies.sweep.SweepDirectory;
import org.collapselab.studies.sweep.SweepListener;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.run.Experiment;
import org.collapselab.trainer.run.ProgressListener;
import org.collapselab.trainer.run.RunCheck;
import org.collapselab.trainer.run.RunOptions;
import org.collapselab.trainer.run.RunPlan;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRecord;

/**
 * Runs files as {@code collapse run} and {@code collapse sweep} do.
 *
 * @param command command line, for the provenance
 * @param workers trials of a sweep at the same time
 * @param stop asked again and again; true ends a run in good order
 * @param runs told how each run advances
 * @param sweeps told how each sweep advances
 */
public record ConfiguredRuns(
    DataHome dataHome,
    List<String> command,
    int workers,
    BooleanSupplier stop,
    Supplier<ProgressListener> runs,
    Supplier<SweepListener> sweeps)
    implements FileRun.Runner {

  @Override
  public FileRun run(NightlyFile file, Path parent) {
    return file.sweep() ? sweep(file.path(), parent) : experiment(file.path(), parent);
  }

  private FileRun experiment(Path file, Path parent) {
    RunPlan plan = RunPlan.of(ConfigLoader.load(file, List.of()), dataHome);
    RunResult result =
        Experiment.run(
            plan, new RunOptions(dataHome, parent, command, runs.get(), ReportWriter::write, stop));
    FileState state =
        switch (result.summary().state()) {
          case COMPLETED, STOPPED -> FileState.COMPLETED;
          case DIVERGED -> FileState.DIVERGED;
          case INTERRUPTED -> FileState.INTERRUPTED;
          case FAILED -> FileState.FAILED;
        };
    String reason = state == FileState.COMPLETED ? "" : result.summary().reason();
    Path directory = result.directory().path();
    return new FileRun(state, reason, Optional.of(directory), RunCheck.of(plan, result));
  }

  private FileRun sweep(Path file, Path parent) {
    SweepDirectory directory =
        SweepDirectory.create(parent, SweepLoader.load(file, List.of(), false), command);
    SweepContext context =
        new SweepContext(dataHome, directory.path().resolve(SweepFiles.RUNS), command, stop);
    boolean done = Sweep.run(directory, context, workers, false, sweeps.get());
    try {
      SweepReportWriter.write(directory.path(), directory.config());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    List<TrialRecord> open =
        directory.records().stream().filter(r -> !r.state().isCompleted()).toList();
    return new FileRun(
        done ? state(open) : FileState.INTERRUPTED,
        done ? reason(open) : "stopped before its end",
        Optional.of(directory.path()),
        SweepCheck.of(directory, done));
  }

  private static FileState state(List<TrialRecord> open) {
    if (open.isEmpty()) {
      return FileState.COMPLETED;
    }
    return open.stream().allMatch(r -> r.state() == EndState.DIVERGED)
        ? FileState.DIVERGED
        : FileState.FAILED;
  }

  private static String reason(List<TrialRecord> open) {
    return open.isEmpty()
        ? ""
        : "%d trials did not complete; %s: %s"
            .formatted(open.size(), open.get(0).trial(), open.get(0).reason());
  }
}
