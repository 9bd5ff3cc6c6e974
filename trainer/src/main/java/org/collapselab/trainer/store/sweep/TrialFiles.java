package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;

/**
 * The files that each trial of a sweep has for itself. Every process that runs trials writes them;
 * the record comes last and is renamed into place, so that if it exists, all files do.
 *
 * @param sweep directory of the sweep
 */
public record TrialFiles(Path sweep) {
  private static final String JSON = ".json";

  /** The folder of the records. */
  public Path records() {
    return sweep.resolve(SweepFiles.RECORDS);
  }

  /** The record of a trial. */
  public Path record(String trial) {
    return records().resolve(trial + JSON);
  }

  /** The class means of a trial, if it kept any. */
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
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /**
   * Reads a record.
   *
   * @throws UncheckedIOException if it is damaged, naming it
   */
  public static TrialRecord read(Path file) {
    TrialRecord record = Json.read(file, TrialRecord.class);
    if (record == null) {
      throw new UncheckedIOException(new IOException("%s is empty".formatted(file)));
    }
    return record;
  }

  /** Names of the trials that have a record, sorted. */
  public List<String> recorded() throws IOException {
    if (!Files.isDirectory(records())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(records())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(JSON))
          .map(name -> name.substring(0, name.length() - JSON.length()))
          .sorted()
          .toList();
    }
  }

  /** Writes the results of a trial; {@code matrices} are by their names without suffix. */
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
