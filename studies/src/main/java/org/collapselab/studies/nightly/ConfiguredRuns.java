package org.collapselab.studies.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.collapselab.datasets.DataHome;
import org.collapselab.reports.sweep.SweepReportWriter;
import org.collapselab.studies.dufm.MatchedReport;
import org.collapselab.studies.dufm.MatchedStudy;
import org.collapselab.studies.sweep.SweepCheck;
import org.collapselab.studies.sweep.SweepContext;
import org.collapselab.studies.sweep.SweepDirectory;
import org.collapselab.studies.sweep.SweepListener;
import org.collapselab.studies.sweep.SweepRunner;
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
 * Runs files in the same way as {@code collapse run} and {@code collapse sweep}.
 *
 * @param command command line, for the provenance
 * @param workers threads of a run, and trials of a sweep at the same time
 * @param stop polled; true ends a run cleanly
 * @param runs receives the progress of each run
 * @param sweeps receives the progress of each sweep
 */
public record ConfiguredRuns(
    DataHome dataHome,
    List<String> command,
    int workers,
    BooleanSupplier stop,
    Supplier<ProgressListener> runs,
    Supplier<SweepListener> sweeps)
    implements FileResult.Runner {

  @Override
  public FileResult run(NightlyFile file, Path parent) {
    return file.sweep() ? sweep(file, parent) : experiment(file, parent);
  }

  private FileResult experiment(NightlyFile file, Path parent) {
    MatchedReport report = new MatchedReport(workers, new MatchedStudy.Listener() {}, stop);
    RunPlan plan = RunPlan.of(ConfigLoader.load(file.path(), List.of()), dataHome);
    RunResult result =
        Experiment.run(plan, new RunOptions(parent, command, runs.get(), report, stop, workers));
    FileResult.State state =
        switch (result.summary().state()) {
          case COMPLETED, STOPPED -> FileResult.State.COMPLETED;
          case DIVERGED -> FileResult.State.DIVERGED;
          case INTERRUPTED -> FileResult.State.INTERRUPTED;
          case FAILED -> FileResult.State.FAILED;
        };
    String reason = state == FileResult.State.COMPLETED ? "" : result.summary().reason();
    Path directory = result.directory().path();
    return new FileResult(
        file, state, reason, Optional.of(directory), RunCheck.of(plan, result), 0);
  }

  private FileResult sweep(NightlyFile file, Path parent) {
    SweepDirectory directory =
        SweepDirectory.create(parent, SweepLoader.load(file.path(), List.of(), false), command);
    SweepContext context =
        new SweepContext(dataHome, directory.path().resolve(SweepFiles.RUNS), command, stop, 1);
    boolean done = SweepRunner.run(directory, context, workers, false, sweeps.get());
    try {
      SweepReportWriter.write(directory.path(), directory.config());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    List<TrialRecord> open =
        directory.records().stream().filter(r -> !r.state().isCompleted()).toList();
    return new FileResult(
        file,
        done ? state(open) : FileResult.State.INTERRUPTED,
        done ? reason(open) : "stopped before its end",
        Optional.of(directory.path()),
        SweepCheck.of(directory, done),
        0);
  }

  private static FileResult.State state(List<TrialRecord> open) {
    if (open.isEmpty()) {
      return FileResult.State.COMPLETED;
    }
    return open.stream().allMatch(r -> r.state() == EndState.DIVERGED)
        ? FileResult.State.DIVERGED
        : FileResult.State.FAILED;
  }

  private static String reason(List<TrialRecord> open) {
    return open.isEmpty()
        ? ""
        : "%d trials did not complete; %s: %s"
            .formatted(open.size(), open.get(0).trial(), open.get(0).reason());
  }
}
