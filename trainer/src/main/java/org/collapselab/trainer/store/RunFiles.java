package org.collapselab.trainer.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contents of a run directory. Files may be missing; a file that exists but cannot be parsed is
 * an error that names the file and line.
 */
public record RunFiles(
    String directory,
    Optional<String> config,
    Optional<JsonNode> provenance,
    Optional<RunSummary> summary,
    Optional<SeriesTable> metrics,
    Optional<SeriesTable> spectra,
    Optional<Comparison> comparison,
    Optional<MatchedDufm> matchedDufm,
    List<ClassMeans> means) {

  /** Reads the files that exist. */
  public static RunFiles read(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      throw new IOException("%s is not a directory; name the directory of a run".formatted(dir));
    }
    RunDirectory run = new RunDirectory(dir);
    run.check(RunDirectory.READ);
    boolean ended = Files.exists(run.summary());
    return new RunFiles(
        dir.toAbsolutePath().normalize().getFileName().toString(),
        ifPresent(
            Files.exists(run.featuresConfig()) ? run.featuresConfig() : run.config(),
            Files::readString),
        ifPresent(run.provenance(), Provenance::tree),
        ifPresent(run.summary(), RunSummary::read),
        ifPresent(run.metrics(), file -> RunTable.METRICS.read(file, ended)),
        ifPresent(run.spectra(), file -> RunTable.SPECTRA.read(file, ended)),
        ifPresent(run.comparison(), Comparison::read),
        ifPresent(run.matchedDufm(), MatchedDufm::read),
        ClassMeans.readAll(run));
  }

  /** The comparison with theory, if one could be made. */
  public Optional<Comparison> compared() {
    return comparison.filter(Comparison::isAvailable);
  }

  /** Why there is no comparison. */
  public String whyNotCompared() {
    return comparison
        .map(Comparison::unavailable)
        .orElse(RunDirectory.COMPARISON + " does not exist");
  }

  /** Names of the expected files that do not exist. */
  public List<String> missing() {
    List<String> names = new ArrayList<>();
    addIfEmpty(names, RunDirectory.CONFIG, config);
    addIfEmpty(names, RunDirectory.PROVENANCE, provenance);
    addIfEmpty(names, RunDirectory.SUMMARY, summary);
    addIfEmpty(names, RunTable.METRICS.file(), metrics);
    addIfEmpty(names, RunTable.SPECTRA.file(), spectra);
    addIfEmpty(names, RunDirectory.COMPARISON, comparison);
    if (means.isEmpty()) {
      names.add(ClassMeans.FILES);
    }
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
