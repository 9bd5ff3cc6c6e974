package org.collapselab.studies.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.collapselab.reports.run.DufmPlace;
import org.collapselab.studies.dufm.MatchedReport;
import org.collapselab.studies.dufm.MatchedStudy;
import org.collapselab.trainer.config.CollectConfig;
import org.collapselab.trainer.config.ExperimentTrial;
import org.collapselab.trainer.reference.HeadFindings;
import org.collapselab.trainer.reference.Verdict;
import org.collapselab.trainer.run.Experiment;
import org.collapselab.trainer.run.ProgressListener;
import org.collapselab.trainer.run.RunOptions;
import org.collapselab.trainer.run.RunPlan;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.run.StoredRun;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.LastHidden;
import org.collapselab.trainer.store.MatchedDufm;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Findings;

/** Trials that train a network; each has its own run directory. */
final class ExperimentTrials {

  private ExperimentTrials() {}

  static void run(ExperimentTrial config, Trial trial, SweepContext context, Findings findings) {
    RunPlan plan = RunPlan.of(config.experiment().withSeed(trial.seed()), context.dataHome());
    RunDirectory directory = RunDirectory.at(context.runs().resolve(trial.id()));
    MatchedReport report =
        new MatchedReport(context.threads(), new MatchedStudy.Listener() {}, context.stop());
    RunOptions options =
        new RunOptions(
            context.runs(),
            context.command(),
            new ProgressListener() {},
            report,
            context.stop(),
            context.threads());
    RunResult result =
        Files.exists(directory.config())
            ? resume(StoredRun.open(directory.path(), context.dataHome()), options)
            : Experiment.run(plan, options, directory);
    RunSummary summary = result.summary();
    findings.put(Finding.RUN, result.directory().path().getFileName().toString());
    findings.put(Finding.STEPS, summary.steps());
    findings.put(Finding.SAMPLES_PER_SECOND, summary.samplesPerSecond());
    collect(config.collect(), plan.lastHidden(), result.directory(), findings);
    switch (summary.state()) {
      case INTERRUPTED -> throw new StoppedException();
      case DIVERGED -> throw new TrialDivergedException(summary.reason());
      case COMPLETED, STOPPED, FAILED -> describe(config, result.directory(), findings);
    }
    if (config.experiment().compare().asksForDufm()) {
      compare(result.directory(), context, findings);
    }
  }

  /** The run's place among the seeds of its matched DUFM, if there is one. */
  private static void compare(RunDirectory run, SweepContext context, Findings findings) {
    MatchedDufm matched = read(() -> MatchedDufm.read(run.matchedDufm()));
    if (matched.isAvailable()) {
      DufmPlace place = new DufmPlace(matched);
      findings.put(Finding.DUFM_DNC, place.of(Verdict.DNC.label()).value());
      place.above().ifPresent(above -> findings.put(Finding.DUFM_ABOVE, above.value()));
    } else if (context.stop().getAsBoolean()) {
      throw new StoppedException(); // the rest is computed when the sweep is resumed
    }
  }

  /**
   * An earlier process may have been stopped or killed in this directory, even just after the end.
   */
  private static RunResult resume(StoredRun run, RunOptions options) {
    if (!run.hasEnded()) {
      return Experiment.resume(run, options);
    }
    read(
        () -> {
          options.report().write(run.directory().path());
          return run;
        });
    return run.result().orElseThrow();
  }

  private static void collect(
      List<CollectConfig> wanted, LastHidden last, RunDirectory run, Findings findings) {
    SeriesTable metrics = read(() -> RunTable.METRICS.read(run.metrics(), true));
    for (CollectConfig each : wanted) {
      if (!Collected.of(each, last, metrics).into(findings)) {
        throw new IllegalArgumentException(
            "collect: %s has nothing for %s".formatted(run.metrics(), each));
      }
    }
  }

  /**
   * Residual networks are described by their head, as in the DUFM; for an MLP, all weight spectra
   * are kept.
   */
  private static void describe(ExperimentTrial config, RunDirectory run, Findings findings) {
    boolean residual = config.experiment().model().type().isResidual();
    HeadFindings.add(read(() -> Comparison.read(run.comparison())), residual, findings);
    if (!residual) {
      spectra(run, findings);
    }
  }

  /** Weight spectra of the last measurement, layers counted from the input. */
  private static void spectra(RunDirectory run, Findings findings) {
    WeightSpectra last = new WeightSpectra();
    read(
        () -> {
          RunTable.SPECTRA.read(run.spectra(), last::add);
          return last;
        });
    last.into(findings);
  }

  private interface Reader<T> {
    T read() throws IOException;
  }

  private static <T> T read(Reader<T> reader) {
    try {
      return reader.read();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + e.getMessage(), e);
    }
  }
}
