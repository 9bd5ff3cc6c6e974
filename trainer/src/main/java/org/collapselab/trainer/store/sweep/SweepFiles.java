package org.collapselab.trainer.store.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;

/**
 * The contents of a sweep's directory. Files may be missing; a file that exists but cannot be
 * parsed is an error that names the file and line.
 *
 * @param directories the directory, or those of the parts that were {@link #merged}
 */
public record SweepFiles(
    List<Path> directories,
    Optional<String> yaml,
    Optional<JsonNode> provenance,
    Optional<Trials> trials,
    Optional<Curves> curves,
    Optional<Spectra> spectra,
    Optional<Predictions> predictions,
    Optional<Jumps> jumps) {
  public static final String YAML = "sweep.yaml";
  public static final String PROVENANCE = RunDirectory.PROVENANCE;
  public static final String TRIALS = "trials.csv";
  public static final String CURVES = "curves.csv";
  public static final String SPECTRA = "spectra.csv";
  public static final String PREDICTIONS = "predictions.csv";
  public static final String JUMPS = "jumps.csv";
  public static final String MATRICES = "matrices";

  /** Losses of the references of a study of the DUFM. */
  public static final String REFERENCES = "references.csv";

  /** Folder of the records of trials. */
  public static final String RECORDS = "trials";

  /** Folder of the runs of trials that train networks. */
  public static final String RUNS = "runs";

  /** The tables of every sweep. */
  public static final List<String> TABLES = List.of(TRIALS, CURVES, SPECTRA, JUMPS, PREDICTIONS);

  /** Reads everything but {@code matrices/}. */
  public static SweepFiles read(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      throw new IOException("%s is not a directory; name the directory of a sweep".formatted(dir));
    }
    List<String> read = new ArrayList<>(TABLES);
    read.addAll(List.of(PROVENANCE, MATRICES));
    Manifest.check(dir, read);
    return new SweepFiles(
        List.of(dir),
        ifPresent(dir.resolve(YAML), Files::readString),
        ifPresent(dir.resolve(PROVENANCE), Provenance::tree),
        ifPresent(dir.resolve(TRIALS), Trials::read),
        ifPresent(dir.resolve(CURVES), Curves::read),
        ifPresent(dir.resolve(SPECTRA), Spectra::read),
        ifPresent(dir.resolve(PREDICTIONS), Predictions::read),
        ifPresent(dir.resolve(JUMPS), Jumps::read));
  }

  /**
   * Parts of one sweep, which have the same settings and no trial in common, as one. Predictions
   * depend on the settings alone and come from the first part that has them; so do YAML and
   * provenance.
   *
   * @throws IllegalArgumentException if two parts have the same trial
   */
  public static SweepFiles merged(List<SweepFiles> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    requireDistinctTrials(parts);
    return new SweepFiles(
        parts.stream().flatMap(part -> part.directories().stream()).toList(),
        first(parts, SweepFiles::yaml),
        first(parts, SweepFiles::provenance),
        all(parts, SweepFiles::trials, Trials::merged),
        all(parts, SweepFiles::curves, Curves::merged),
        all(parts, SweepFiles::spectra, Spectra::merged),
        first(parts, SweepFiles::predictions),
        all(parts, SweepFiles::jumps, Jumps::merged));
  }

  private static void requireDistinctTrials(List<SweepFiles> parts) {
    Map<String, Path> seen = new HashMap<>();
    for (SweepFiles part : parts) {
      Path directory = part.directory();
      for (TrialRow trial : part.trials().map(Trials::all).orElse(List.of())) {
        Path before = seen.putIfAbsent(trial.id(), directory);
        if (before != null) {
          throw new IllegalArgumentException(
              "%s and %s both have the trial %s; name sweeps with other seeds each"
                  .formatted(before, directory, trial.id()));
        }
      }
    }
  }

  private static <T> Optional<T> first(
      List<SweepFiles> parts, Function<SweepFiles, Optional<T>> content) {
    return parts.stream().flatMap(part -> content.apply(part).stream()).findFirst();
  }

  private static <T> Optional<T> all(
      List<SweepFiles> parts,
      Function<SweepFiles, Optional<T>> content,
      Function<List<T>, T> merge) {
    List<T> there = parts.stream().flatMap(part -> content.apply(part).stream()).toList();
    return there.isEmpty() ? Optional.empty() : Optional.of(merge.apply(there));
  }

  /** The directory; of parts that were {@link #merged}, that of the first. */
  public Path directory() {
    return directories.get(0);
  }

  /** The folder with the matrices of a trial, if there is one. */
  public Optional<Path> matrices(TrialRow trial) {
    return directories.stream()
        .map(directory -> directory.resolve(MATRICES).resolve(trial.id()))
        .filter(Files::isDirectory)
        .findFirst();
  }

  /** Names of the expected files that do not exist. */
  public List<String> missing() {
    List<String> names = new ArrayList<>();
    addIfEmpty(names, YAML, yaml);
    addIfEmpty(names, PROVENANCE, provenance);
    addIfEmpty(names, TRIALS, trials);
    addIfEmpty(names, CURVES, curves);
    addIfEmpty(names, SPECTRA, spectra);
    addIfEmpty(names, PREDICTIONS, predictions);
    addIfEmpty(names, JUMPS, jumps);
    return names;
  }

  private static void addIfEmpty(List<String> names, String name, Optional<?> content) {
    if (content.isEmpty()) {
      names.add(name);
    }
  }

  private static <T> Optional<T> ifPresent(Path file, Reader<T> reader) throws IOException {
    return Files.exists(file) ? Optional.of(reader.read(file)) : Optional.empty();
  }

  private interface Reader<T> {
    T read(Path file) throws IOException;
  }
}
