package org.collapselab.trainer.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.trainer.store.npy.NpyFile;

/**
 * What a run directory holds. Files may be missing; a file that is there but cannot be understood
 * is an error naming the file and line.
 */
public record RunFiles(
    String directory,
    Optional<String> config,
    Optional<JsonNode> provenance,
    Optional<StoredSummary> summary,
    Optional<LongTable> metrics,
    Optional<LongTable> spectra,
    Optional<Comparison> comparison,
    List<ClassMeans> means) {
  public static final String CONFIG = "config.yaml";
  public static final String PROVENANCE = "provenance.json";
  static final String SUMMARY = "summary.json";
  public static final String METRICS = "metrics.csv";
  public static final String SPECTRA = "spectra.csv";
  static final String COMPARISON = "comparison.json";
  static final String MEANS = "means";

  private static final String NPY = ".npy";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public static RunFiles read(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      throw new IOException("%s is not a directory; name the directory of a run".formatted(dir));
    }
    return new RunFiles(
        dir.toAbsolutePath().normalize().getFileName().toString(),
        ifPresent(dir.resolve(CONFIG), Files::readString),
        ifPresent(dir.resolve(PROVENANCE), file -> json(file, JsonNode.class)),
        ifPresent(dir.resolve(SUMMARY), file -> json(file, StoredSummary.class)),
        ifPresent(dir.resolve(METRICS), LongTable::metrics),
        ifPresent(dir.resolve(SPECTRA), LongTable::spectra),
        ifPresent(dir.resolve(COMPARISON), RunFiles::comparison),
        means(dir.resolve(MEANS)));
  }

  /** The comparison with theory, if one could be made. */
  public Optional<Comparison> compared() {
    return comparison.filter(c -> c.unavailable() == null);
  }

  /** Why there is no comparison. */
  public String whyNotCompared() {
    return comparison.map(Comparison::unavailable).orElse(COMPARISON + " is not there");
  }

  /** Names of the expected files that are not there. */
  public List<String> missing() {
    List<String> names = new ArrayList<>();
    addIfEmpty(names, CONFIG, config);
    addIfEmpty(names, PROVENANCE, provenance);
    addIfEmpty(names, SUMMARY, summary);
    addIfEmpty(names, METRICS, metrics);
    addIfEmpty(names, SPECTRA, spectra);
    addIfEmpty(names, COMPARISON, comparison);
    if (means.isEmpty()) {
      names.add(MEANS + "/*" + NPY);
    }
    return names;
  }

  private static void addIfEmpty(List<String> names, String name, Optional<?> content) {
    if (content.isEmpty()) {
      names.add(name);
    }
  }

  private static Comparison comparison(Path file) throws IOException {
    Comparison comparison = json(file, Comparison.class);
    if (comparison.schema() != Comparison.SCHEMA) {
      throw new IOException(
          "%s has schema %d; this report understands schema %d"
              .formatted(file, comparison.schema(), Comparison.SCHEMA));
    }
    return comparison;
  }

  private static <T> T json(Path file, Class<T> type) throws IOException {
    try {
      return JSON.readValue(Files.readString(file), type);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String line = at == null ? "" : " line " + at.getLineNr();
      throw new IOException("%s%s: %s".formatted(file, line, e.getOriginalMessage()), e);
    }
  }

  private static List<ClassMeans> means(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(dir)) {
      files = entries.filter(file -> file.toString().endsWith(NPY)).sorted().toList();
    }
    List<ClassMeans> means = new ArrayList<>();
    for (Path file : files) {
      means.add(classMeans(file));
    }
    return means;
  }

  private static ClassMeans classMeans(Path file) throws IOException {
    String name = file.getFileName().toString();
    String stem = name.substring(0, name.length() - NPY.length());
    int dot = stem.lastIndexOf('.');
    if (dot < 1) {
      throw new IOException("%s: the name must be <layer>.<tap>.npy".formatted(file));
    }
    LayerTap layerTap = new LayerTap(stem.substring(0, dot), stem.substring(dot + 1));
    try {
      return new ClassMeans(layerTap, NpyFile.read(file).toMatrix());
    } catch (IllegalStateException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static <T> Optional<T> ifPresent(Path file, Reader<T> reader) throws IOException {
    return Files.exists(file) ? Optional.of(reader.read(file)) : Optional.empty();
  }

  private interface Reader<T> {
    public T read(Path file) throws IOException;
  }
}
