package org.collapselab.studies.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.models.Engine;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;

/**
 * The directory of a sweep, see docs/sweeps.md. Each trial has a record of its own, so that a kill
 * at any moment leaves every earlier trial whole. Thread-safe.
 */
public final class SweepDirectory {
  private static final String CONFIG = "sweep.yaml";
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
      Files.writeString(path.resolve(CONFIG), config.yaml());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + path, e);
    }
    Json.write(path.resolve("provenance.json"), provenance(command));
    return new SweepDirectory(path, config);
  }

  /**
   * Opens a directory with the records of the trials that have ended.
   *
   * @throws ConfigException if its {@code sweep.yaml} is missing or damaged
   * @throws UncheckedIOException if a record is damaged, naming it
   */
  public static SweepDirectory open(Path path) {
    SweepConfig config = SweepLoader.load(path.resolve(CONFIG), List.of(), false);
    SweepDirectory directory = new SweepDirectory(path, config);
    for (Trial trial : Trial.of(config)) {
      new TrialFiles(path)
          .read(trial)
          .ifPresent(record -> directory.records.put(trial.id(), record));
    }
    return directory;
  }

  private static Map<String, Object> provenance(List<String> command) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("version", Provenance.currentVersion());
    provenance.put("commit", Provenance.currentCommit());
    provenance.put("started", Provenance.processStart());
    provenance.put("command", command);
    provenance.put("engine", Engine.describe());
    provenance.put("machine", Provenance.Machine.current());
    return provenance;
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
    return record == null
        || record.state() == TrialRecord.State.STOPPED
        || (again && record.state() != TrialRecord.State.COMPLETED);
  }

  /** Keeps what a trial found so far, in place of an earlier record of the trial. */
  public synchronized TrialRecord add(
      Trial trial, TrialRecord.State state, String reason, double seconds, Findings findings) {
    TrialRecord record = TrialRecord.of(trial, state, reason, seconds, findings);
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
      SweepTables.writeTrials(path, config, records());
      trialsWritten = System.nanoTime();
    }
  }

  /** Writes the rows and curves of all records so far. */
  synchronized void writeProgress() {
    SweepTables.writeProgress(path, config, records());
  }

  /** Writes the tables that are made of all records. */
  public synchronized void writeTables() {
    SweepTables.write(path, config, records());
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
