package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
public record TrialFiles(Path sweep) {
  private static final String JSON = ".json";

  /** Where the records are. */
  public Path records() {
    return sweep.resolve(SweepFiles.RECORDS);
  }

  /** The record of a trial. */
  public Path record(String trial) {
    return records().resolve(trial + JSON);
  }

  /** The class means of a trial, where it kept any. */
  public Path matrices(String trial) {
    return sweep.resolve(SweepFiles.MATRICES).resolve(trial);
  }

  /** The run directory of a trial that trains a network. */
  public Path run(String trial) {
    return sweep.resolve(SweepFiles.RUNS).resolve(trial);
  }

  /** Number of trials that have a record. */
  public long count() throws IOException {
    if (!Files.isDirectory(records())) {
      return 0;
    }
    try (Stream<Path> files = Files.list(records())) {
      return files.filter(file -> file.getFileName().toString().endsWith(JSON)).count();
    }
  }

  /**
   * The record of a trial, if it has one.
   *
   * @throws UncheckedIOException if it is damaged, naming it
   */
  public Optional<TrialRecord> read(String trial) {
    Path file = record(trial);
    return Files.exists(file) ? Optional.of(Json.read(file, TrialRecord.class)) : Optional.empty();
  }

  /** Writes what a trial found; {@code matrices} are by their names without suffix. */
  public void write(TrialRecord record, Map<String, DMatrixRMaj> matrices) {
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
