package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The directory of one run, {@code <time>-<name>-<short id>}, and the names of its files. */
public record RunDirectory(Path path) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final int ATTEMPTS = 100;

  /**
   * Creates a new directory named after the local time; see {@link #create(Path, String, Clock)}.
   */
  public static RunDirectory create(Path parent, String name) {
    return create(parent, name, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * Creates a new directory; an existing one is never reused.
   *
   * @throws UncheckedIOException if it cannot be created, naming it
   */
  static RunDirectory create(Path parent, String name, Clock clock) {
    try {
      Files.createDirectories(parent);
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Path path = parent.resolve(freshName(name, clock));
        if (createNew(path)) {
          return new RunDirectory(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot create a run directory under %s (%s); choose another with --runs-dir"
              .formatted(parent.toAbsolutePath(), reason(e)),
          e);
    }
    throw new IllegalStateException("no free name for a run directory under " + parent);
  }

  /**
   * A directory of a given name, created if need be.
   *
   * @throws UncheckedIOException if it cannot be created, naming it
   */
  public static RunDirectory at(Path path) {
    try {
      return new RunDirectory(Files.createDirectories(path));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create %s (%s)".formatted(path, reason(e)), e);
    }
  }

  /** False if another run drew the same id in the same second. */
  private static boolean createNew(Path path) throws IOException {
    try {
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static String freshName(String name, Clock clock) {
    String id = "%06x".formatted(new SecureRandom().nextInt(1 << 24));
    return "%s-%s-%s".formatted(LocalDateTime.now(clock).format(TIME), name, id);
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  public Path config() {
    return path.resolve("config.yaml");
  }

  public Path provenance() {
    return path.resolve("provenance.json");
  }

  public Path summary() {
    return path.resolve("summary.json");
  }

  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  public Path spectra() {
    return path.resolve("spectra.csv");
  }

  public Path comparison() {
    return path.resolve("comparison.json");
  }

  public Path log() {
    return path.resolve("run.log");
  }

  public Path report() {
    return path.resolve("report.html");
  }

  /** The trained network in the engine's own format. */
  public Path model() {
    return path.resolve("model.zip");
  }

  /** Deletes what a run writes after its first step, so that it can begin anew. */
  public void deleteResults() {
    try {
      for (Path file : List.of(metrics(), spectra(), summary(), comparison())) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear %s (%s)".formatted(path, reason(e)), e);
    }
  }

  /** A subdirectory, created on first use. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + path.resolve(name), e);
    }
  }
}
