package org.collapselab.studies.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;

/**
 * The files that each trial of a sweep has for itself. Every process that runs trials writes them;
 * the record comes last and is renamed into place, so that where there is one, all is there.
 *
 * @param sweep directory of the sweep
 */
record TrialFiles(Path sweep) {
  static final String RUNS = "runs";

  /** Where the records are. */
  Path records() {
    return sweep.resolve("trials");
  }

  Path record(String trial) {
    return records().resolve(trial + ".json");
  }

  /** The class means of a trial, where it kept any. */
  Path matrices(String trial) {
    return sweep.resolve("matrices").resolve(trial);
  }

  /** The run directory of a trial that trains a network. */
  Path run(String trial) {
    return sweep.resolve(RUNS).resolve(trial);
  }

  /**
   * The record of a trial, if it has one.
   *
   * @throws UncheckedIOException if it is damaged, naming it
   */
  Optional<TrialRecord> read(Trial trial) {
    Path file = record(trial.id());
    return Files.exists(file) ? Optional.of(Json.read(file, TrialRecord.class)) : Optional.empty();
  }

  /** Writes what a trial found. */
  void write(TrialRecord record, Map<String, DMatrixRMaj> matrices) {
    Path folder = matrices(record.trial());
    try {
      Files.createDirectories(records());
      for (Map.Entry<String, DMatrixRMaj> entry : matrices.entrySet()) {
        Files.createDirectories(folder);
        NpyFile.write(folder.resolve(entry.getKey() + ".npy"), NpyArray.of(entry.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the matrices to " + folder, e);
    }
    Json.write(record(record.trial()), record);
  }
}
