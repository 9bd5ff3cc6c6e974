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
import org.collapselab.trainer.config.TrialColumns;
import org.collapselab.trainer.store.DirectoryKind;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.WholeFile;
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
 * The directory of a sweep, see docs/sweeps.md. Each trial has its own record, so that a kill at
 * any moment leaves every earlier trial intact. Thread-safe.
 */
public final class SweepDirectory {
  private static final int SWEPT = 3; // levels of folders
  private static final long TABLE_AGE_NANOS = 2_000_000_000;

  private final Path path;
  private final SweepConfig config;
  private List<String> setAside = List.of();
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
    return create(runs, config, command, path -> {});
  }

  /**
   * Creates a new directory. The file that makes it a sweep is written last: if the process is
   * killed earlier there is nothing to resume, if later nothing is missing.
   *
   * @param first writes further files that exist from the beginning
   */
  static SweepDirectory create(Path runs, SweepConfig config, List<String> command, Writer first) {
    Path path = RunDirectory.create(runs, config.name()).path();
    new SweepOrigin(path, config).write(command);
    try {
      Files.createDirectories(new TrialFiles(path).records());
      first.write(path);
      WholeFile.write(path.resolve(SweepFiles.YAML), config.yaml());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + path, e);
    }
    return new SweepDirectory(path, config);
  }

  /**
   * Opens a directory with the records of the trials that have ended.
   *
   * @throws IllegalArgumentException if it is not the directory of a sweep
   * @throws ConfigException if its {@code sweep.yaml} is damaged
   * @throws UncheckedIOException if a record is damaged, naming it
   */
  public static SweepDirectory open(Path path) {
    if (Files.isDirectory(path)) {
      DirectoryKind.SWEEP.require(path);
    }
    SweepConfig config = SweepLoader.load(path.resolve(SweepFiles.YAML), List.of(), false);
    SweepDirectory directory = new SweepDirectory(path, config);
    directory.readRecords();
    return directory;
  }

  /** Loads the records that belong to the trials they are named after. */
  private void readRecords() {
    records.clear();
    for (Trial trial : Trial.of(config)) {
      new TrialFiles(path)
          .read(trial.id())
          .filter(record -> trial.isOf(record))
          .ifPresent(record -> records.put(trial.id(), record));
    }
  }

  /**
   * Prepares to continue where an earlier process stopped, while the lock is held: moves results to
   * their settings, deletes partial files of a kill, and records all this.
   *
   * @param command what the user typed
   */
  synchronized void goOn(List<String> command) {
    written(
        directory -> {
          Manifest.check(directory, List.of(SweepFiles.RECORDS, SweepFiles.PROVENANCE));
          WholeFile.sweepUp(directory, SWEPT);
          setAside = SetAside.sort(directory, config);
        });
    readRecords();
    List<String> added =
        Trial.of(config).stream().map(Trial::id).filter(id -> !records.containsKey(id)).toList();
    written(directory -> new SweepOrigin(directory, config).record(command, added, setAside));
  }

  /** Former names of trials whose settings the sweep no longer has; their results are set aside. */
  public synchronized List<String> setAside() {
    return setAside;
  }

  /** Marks the results as incomplete, if any trial is to be run. */
  synchronized void begin(List<Trial> open) {
    if (!open.isEmpty()) {
      written(Manifest::delete);
    }
  }

  /** Lists the results with their hashes, if no trial is left to run. */
  public synchronized void finish() {
    if (open(false).isEmpty()) {
      List<String> results = new ArrayList<>(SweepFiles.TABLES);
      results.addAll(
          List.of(
              SweepFiles.PROVENANCE,
              SweepFiles.REFERENCES,
              SweepFiles.RECORDS,
              SweepFiles.MATRICES));
      written(directory -> Manifest.write(directory, results, Map.of()));
    }
  }

  /** The path. */
  public Path path() {
    return path;
  }

  /** The sweep. */
  public SweepConfig config() {
    return config;
  }

  /**
   * The trials that have not ended, in order; with {@code again} also those that failed or
   * diverged.
   */
  public synchronized List<Trial> open(boolean again) {
    return Trial.of(config).stream()
        .filter(trial -> isOpen(records.get(trial.id()), again))
        .toList();
  }

  private static boolean isOpen(TrialRecord record, boolean again) {
    return record == null || record.state().isCutOff() || (again && !record.state().isCompleted());
  }

  /** Stores the results of a trial so far and replaces an earlier record of the trial. */
  public synchronized TrialRecord add(
      Trial trial, EndState state, String reason, double seconds, Findings findings) {
    TrialRecord record = trial.record(state, reason, seconds, findings);
    new TrialFiles(path).write(record, findings.matrices());
    keep(record);
    return record;
  }

  /** Adds a record whose file already exists. */
  synchronized void keep(TrialRecord record) {
    records.put(record.trial(), record);
    writeTrialsNowAndThen();
  }

  /** Not after each of thousands of quick trials, since the table has a row for every record. */
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
    Trials.write(
        directory.resolve(SweepFiles.TRIALS), varied, TrialColumns.of(config).found(), records());
  }

  /** Writes into the directory. */
  interface Writer {
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
