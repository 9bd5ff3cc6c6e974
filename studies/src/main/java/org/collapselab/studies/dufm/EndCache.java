package org.collapselab.studies.dufm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.collapselab.trainer.store.DufmEnd;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunLock;

/**
 * The ends of one matched DUFM, in a folder named after its settings beside the runs: {@code
 * .matched-dufm/<hash>/} with {@code settings.json} and a {@code seed-<number>.json} per seed that
 * has ended. Runs that match the same DUFM share it.
 */
public final class EndCache {
  /** Folder of all matched DUFMs, beside the runs. */
  public static final String FOLDER = ".matched-dufm";

  private static final int NAME = 16; // digits of the hash

  private final Path folder;
  private final MatchedSettings settings;

  /**
   * @param runs the parent of the run directories
   */
  public EndCache(Path runs, MatchedSettings settings) {
    this.folder = runs.resolve(FOLDER).resolve(settings.sha256().substring(0, NAME));
    this.settings = settings;
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /**
   * Creates the folder and waits for its lock, so that only one process computes; empty if {@code
   * stop} says so before.
   *
   * @throws UncheckedIOException if the folder cannot be written to, naming it
   */
  Optional<RunLock> open(BooleanSupplier stop) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot create %s (%s: %s)"
              .formatted(folder, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
    Optional<RunLock> lock = RunLock.await(folder, stop);
    Path file = folder.resolve("settings.json");
    if (lock.isPresent() && !Files.exists(file)) {
      Json.write(file, settings);
    }
    return lock;
  }

  /** Where a seed ended; empty if it has not been computed. */
  public Optional<DufmEnd> find(long seed) {
    Path file = file(seed);
    return Files.exists(file) ? Optional.of(Json.read(file, DufmEnd.class)) : Optional.empty();
  }

  /** Keeps where a seed ended. */
  void put(DufmEnd end) {
    Json.write(file(end.seed()), end);
  }

  private Path file(long seed) {
    return folder.resolve("seed-" + seed + ".json");
  }
}
