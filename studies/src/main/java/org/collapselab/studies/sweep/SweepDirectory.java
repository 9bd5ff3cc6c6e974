package org.collapselab.studies.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.sweep.Curves;
import org.collapselab.trainer.store.sweep.Findings;
import org.collapselab.trainer.store.sweep.Jumps;
import org.collapselab.trainer.store.sweep.Predictions;
import org.collapselab.trainer.store.sweep.Spectra;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialFiles;
import org.collapselab.trainer.store.sweep.TrialRecord;
import org.collapselab.trainer.store.sweep.Trials;

/**
 * The directory of a sweep, see docs/sweeps.md. Each trial has a record of its own, so that a kill
 * at any moment leaves every earlier trial whole. Thread-safe.
 */
public final class SweepDirectory {
  private static final long TABLE_AGE_NANOS = 2_000_000_000;

  private final Path path;
  private final SweepConfig config;
  private final Map<String, TrialRecord> records = new LinkedHashMap<>();
  private long trialsWritten = System.nanoTime();

  private SweepDirectory(Path path, SweepConfig config) {
    this.path = path;
    this.config = config;
  }

  /**
   * Creates a new directory.
   *
   * @param command what the user typed, for the provenance
   */
  public static SweepDirectory create(Path runs, SweepConfig config, List<String> command) {
    Path path = RunDirectory.create(runs, config.name()).path();
    try {
      Files.createDirectories(new TrialFiles(path).records());
      Files.writeString(path.resolve(SweepFiles.YAML), config.yaml());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + path, e);
    }
    Provenance.OfSweep.current(command).write(path.resolve(SweepFiles.PROVENANCE));
    return new SweepDirectory(path, config);
  }

  /**
   * Opens a directory with the records of the trials that have ended.
   *
   * @throws ConfigException if its {@code sweep.yaml} is missing or damaged
   * @throws UncheckedIOException if a record is damaged, naming it
   */
  public static SweepDirectory open(Path path) {
    SweepConfig config = SweepLoader.load(path.resolve(SweepFiles.YAML), List.of(), false);
    SweepDirectory directory = new SweepDirectory(path, config);
    for (Trial trial : Trial.of(config)) {
      new TrialFiles(path)
          .read(trial.id())
          .ifPresent(record -> directory.records.put(trial.id(), record));
    }
    return directory;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** What is swept. */
  public SweepConfig config() {
    return config;
  }

  /**
   * The trials that have not ended, in order; with {@code again} those too that failed or diverged.
   */
  synchronized List<Trial> open(boolean again) {
    return Trial.of(config).stream()
        .filter(trial -> isOpen(records.get(trial.id()), again))
        .toList();
  }

  private static boolean isOpen(TrialRecord record, boolean again) {
    return record == null || record.state().isCutOff() || (again && !record.state().isCompleted());
  }

  /** Keeps what a trial found so far, in place of an earlier record of the trial. */
  public synchronized TrialRecord add(
      Trial trial, EndState state, String reason, double seconds, Findings findings) {
    TrialRecord record = trial.record(state, reason, seconds, findings);
    new TrialFiles(path).write(record, findings.matrices());
    keep(record);
    return record;
  }

  /** Takes a record whose file is there. */
  synchronized void keep(TrialRecord record) {
    records.put(record.trial(), record);
    writeTrialsNowAndThen();
  }

  /** Not for each of thousands of quick trials: the table is as long as there are records. */
  private void writeTrialsNowAndThen() {
    if (System.nanoTime() - trialsWritten > TABLE_AGE_NANOS) {
      written(this::writeTrials);
      trialsWritten = System.nanoTime();
    }
  }

  /** Writes the rows and curves of all records so far. */
  synchronized void writeProgress() {
    written(this::writeTrials);
    written(directory -> Curves.write(directory.resolve(SweepFiles.CURVES), records()));
  }

  /** Writes the tables that are made of all records. */
  public synchronized void writeTables() {
    writeProgress();
    List<TrialRecord> all = records();
    written(directory -> Spectra.write(directory.resolve(SweepFiles.SPECTRA), all));
    written(directory -> Jumps.write(directory.resolve(SweepFiles.JUMPS), all));
    List<Predictions.OfSetting> predictions = ReferenceSpectra.of(config, all);
    written(directory -> Predictions.write(directory.resolve(SweepFiles.PREDICTIONS), predictions));
  }

  private void writeTrials(Path directory) throws IOException {
    List<Map<String, String>> varied =
        config.settings().stream().map(SweepSetting::varied).toList();
    Trials.write(directory.resolve(SweepFiles.TRIALS), varied, records());
  }

  private interface Writer {
    void write(Path directory) throws IOException;
  }

  private void written(Writer writer) {
    try {
      writer.write(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The records so far, in the order of the trials. */
  public synchronized List<TrialRecord> records() {
    List<TrialRecord> sorted = new ArrayList<>();
    for (Trial trial : Trial.of(config)) {
      TrialRecord record = records.get(trial.id());
      if (record != null) {
        sorted.add(record);
      }
    }
    return sorted;
  }
}
