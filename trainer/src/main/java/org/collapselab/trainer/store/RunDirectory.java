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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The directory of one run, {@code <time>-<name>-<short id>}, and the names of its files. */
public record RunDirectory(Path path) {
  /** The complete configuration. */
  public static final String CONFIG = "config.yaml";

  /** In place of {@link #CONFIG}: what is known of features that another program has left. */
  public static final String FEATURES_CONFIG = "features.yaml";

  /** Where the numbers come from: {@link Provenance}. */
  public static final String PROVENANCE = "provenance.json";

  /** How the run ended: {@link RunSummary}; absent while it runs. */
  public static final String SUMMARY = "summary.json";

  /** The references of a run whose λ_H is given, from its start: {@link KnownReferences}. */
  public static final String REFERENCES = "references.json";

  /** The head compared with the references: {@link Comparison}. */
  public static final String COMPARISON = "comparison.json";

  /** The DUFM that matches the run, beside it: {@link MatchedDufm}. */
  public static final String MATCHED_DUFM = "matched-dufm.json";

  /** The checked expectations of a run or a sweep. */
  public static final String EXPECTATIONS = "expectations.json";

  /** The log of the run: {@link RunLog}. */
  public static final String LOG = "run.log";

  /** The report of a run or a sweep. */
  public static final String REPORT = "report.html";

  /** Folder of {@link Checkpoints}. */
  public static final String CHECKPOINTS = "checkpoints";

  /** Folder of {@link ClassMeans}. */
  public static final String MEANS = "means";

  /** Folder of the weights of a finished run. */
  public static final String WEIGHTS = "weights";

  /** Folder of the features of a finished run. */
  public static final String FEATURES = "features";

  private static final List<String> MODELS = List.of("model.zip", "model.safetensors");
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
   * A directory of a given name, created if necessary.
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
    return path.resolve(CONFIG);
  }

  public Path featuresConfig() {
    return path.resolve(FEATURES_CONFIG);
  }

  public Path provenance() {
    return path.resolve(PROVENANCE);
  }

  public Path summary() {
    return path.resolve(SUMMARY);
  }

  public Path metrics() {
    return path.resolve(RunTable.METRICS.file());
  }

  public Path spectra() {
    return path.resolve(RunTable.SPECTRA.file());
  }

  public Path references() {
    return path.resolve(REFERENCES);
  }

  public Path comparison() {
    return path.resolve(COMPARISON);
  }

  public Path matchedDufm() {
    return path.resolve(MATCHED_DUFM);
  }

  public Path log() {
    return path.resolve(LOG);
  }

  public Path report() {
    return path.resolve(REPORT);
  }

  /**
   * The trained network in the engine's own format.
   *
   * @param ending of such files
   */
  public Path model(String ending) {
    return path.resolve("model." + ending);
  }

  /** Folders and files of results, starting with those that the report reads. */
  static final List<String> READ =
      List.of(
          CONFIG,
          FEATURES_CONFIG,
          PROVENANCE,
          RunTable.METRICS.file(),
          RunTable.SPECTRA.file(),
          COMPARISON,
          SUMMARY,
          MEANS);

  /**
   * Writes the summary, and just before it the {@link Manifest} of all results.
   *
   * @throws UncheckedIOException if it cannot be written, naming the file
   */
  public void finish(RunSummary summary) {
    List<String> results = new ArrayList<>(READ);
    results.remove(SUMMARY);
    results.addAll(List.of(REFERENCES, WEIGHTS, FEATURES));
    results.addAll(MODELS);
    try {
      Manifest.write(path, results, Map.of(SUMMARY, Json.text(summary)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write %s: %s".formatted(path.resolve(Manifest.FILE), reason(e)), e);
    }
    summary.write(summary());
  }

  /**
   * Checks results of a run that has ended against its {@link Manifest}, if it has one.
   *
   * @throws IOException naming the file that is damaged
   */
  public void check(List<String> results) throws IOException {
    if (Files.exists(summary())) {
      Manifest.check(path, results);
    }
  }

  /** Deletes what a run writes after its first step, so that it can start over. */
  public void deleteResults() {
    try {
      Manifest.delete(path);
      for (Path file :
          List.of(metrics(), spectra(), references(), summary(), comparison(), matchedDufm())) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear %s (%s)".formatted(path, reason(e)), e);
    }
  }

  /**
   * Deletes the directory with all that is in it.
   *
   * @throws UncheckedIOException if it cannot be deleted
   */
  public void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete %s (%s)".formatted(path, reason(e)), e);
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
