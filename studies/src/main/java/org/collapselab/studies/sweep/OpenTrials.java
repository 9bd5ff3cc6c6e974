package org.collapselab.studies.sweep;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.Findings;
import org.collapselab.trainer.store.sweep.TrialFiles;
import org.collapselab.trainer.store.sweep.TrialRecord;

/** The trials of a sweep that are still to be run, and where their results go. Thread-safe. */
public final class OpenTrials {
  private final SweepDirectory directory;
  private final SweepContext context;
  private final SweepListener listener;
  private final Map<String, Trial> trials;
  private final TrialRunner runner;

  OpenTrials(
      SweepDirectory directory, SweepContext context, SweepListener listener, List<Trial> trials) {
    this.directory = directory;
    this.context = context;
    this.listener = listener;
    this.trials =
        trials.stream()
            .collect(Collectors.toMap(Trial::id, t -> t, (a, b) -> a, LinkedHashMap::new));
    this.runner = new TrialRunner(config(), path(), context);
  }

  /** Their names, in order. */
  public List<String> ids() {
    return List.copyOf(trials.keySet());
  }

  /** The sweep. */
  public SweepConfig config() {
    return directory.config();
  }

  /** Directory of the sweep. */
  public Path path() {
    return directory.path();
  }

  /** The command line, for the provenance of runs. */
  public List<String> command() {
    return context.command();
  }

  /** Whether no more trials may start and running trials have to end early. */
  public boolean stopped() {
    return context.stop().getAsBoolean();
  }

  /** Runs a trial on the calling thread. */
  void run(String id) {
    Trial trial = trials.get(id);
    ended(trial, runner.run(trial));
  }

  /** A trial has ended elsewhere and its files are in the directory. */
  public void ended(String id) {
    Trial trial = trials.get(id);
    ended(
        trial,
        new TrialFiles(path())
            .read(trial.id())
            .filter(trial::isOf)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "%s left no result for its setting; was sweep.yaml edited in the meantime?"
                            .formatted(id))));
  }

  /** A trial could not be completed. */
  public void failed(String id, String reason, double seconds) {
    Trial trial = trials.get(id);
    listener.ended(trial, directory.add(trial, EndState.FAILED, reason, seconds, new Findings()));
  }

  private void ended(Trial trial, TrialRecord record) {
    directory.keep(record);
    listener.ended(trial, record);
  }
}
