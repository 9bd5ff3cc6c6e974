package org.collapselab.trainer.sweep;

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
import org.collapselab.trainer.npy.NpyArray;
import org.collapselab.trainer.npy.NpyFile;
import org.collapselab.trainer.rundir.Json;
import org.collapselab.trainer.rundir.Provenance;
import org.collapselab.trainer.rundir.RunDirectory;
import org.ejml.data.DMatrixRMaj;

/**
 * The directory of a sweep, see docs/sweeps.md. Each record is written to a file of its own and
 * renamed into place, so that a kill at any moment leaves every earlier trial whole. Thread-safe.
 */
public final class SweepDirectory {
  private static final String CONFIG = "sweep.yaml";
  private static final String TRIALS = "trials";
  private static final String MATRICES = "matrices";
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
      Files.createDirectories(path.resolve(TRIALS));
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
      Path file = directory.file(trial);
      if (Files.exists(file)) {
        directory.records.put(trial.id(), Json.read(file, TrialRecord.class));
      }
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
    write(findings.matrices(), trial);
    TrialRecord record = TrialRecord.of(trial, state, reason, seconds, findings);
    Json.write(file(trial), record);
    records.put(trial.id(), record);
    writeTrialsNowAndThen();
    return record;
  }

  /** Not for each of thousands of quick trials: the table is as long as there are records. */
  private void writeTrialsNowAndThen() {
    if (System.nanoTime() - trialsWritten > TABLE_AGE_NANOS) {
      SweepTables.writeTrials(path, config, records());
      trialsWritten = System.nanoTime();
    }
  }

  private void write(Map<String, DMatrixRMaj> matrices, Trial trial) {
    Path folder = path.resolve(MATRICES).resolve(trial.id());
    try {
      for (Map.Entry<String, DMatrixRMaj> entry : matrices.entrySet()) {
        Files.createDirectories(folder);
        NpyFile.write(folder.resolve(entry.getKey() + ".npy"), NpyArray.of(entry.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the matrices to " + folder, e);
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

  private Path file(Trial trial) {
    return path.resolve(TRIALS).resolve(trial.id() + ".json");
  }
}
