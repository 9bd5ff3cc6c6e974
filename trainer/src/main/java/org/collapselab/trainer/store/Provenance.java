package org.collapselab.trainer.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.datasets.DataProvenance;
import org.collapselab.models.Engine;
import org.collapselab.models.EngineInfo;

/**
 * Where a run's numbers come from, {@code provenance.json}.
 *
 * @param commit git commit of the sources, with {@code -dirty} if they differ from it; or why it is
 *     unknown
 * @param device asked for, used, and why
 * @param evaluationRowsSha256 hash of the rows of the evaluation subset, numbered within the
 *     training rows
 * @param initialParameters SHA-256 of the parameters before the first step
 * @param resumed the processes that went on with the run after the first, in order
 */
public record Provenance(
    String version,
    String commit,
    String started,
    List<String> command,
    long seed,
    EngineInfo engine,
    Device device,
    Machine machine,
    DataProvenance data,
    String evaluationRowsSha256,
    String initialParameters,
    List<Resumption> resumed) {
  public Provenance {
    resumed = List.copyOf(resumed);
  }

  /** The same of a sweep, whose runs have their own. */
  public record OfSweep(
      String version,
      String commit,
      String started,
      List<String> command,
      EngineInfo engine,
      Machine machine) {

    /** That of this process; {@code command} is what the user typed. */
    public static OfSweep current(List<String> command) {
      return new OfSweep(
          currentVersion(),
          SourceCommit.current(),
          processStart(),
          command,
          Engine.describe(),
          Machine.current());
    }

    /** Writes the file. */
    public void write(Path file) {
      Json.write(file, this);
    }
  }

  /**
   * The same of a later measurement.
   *
   * @param measured kind → path of what was measured
   */
  public record OfMeasurement(
      Map<String, String> measured,
      List<String> command,
      String version,
      String commit,
      EngineInfo engine,
      Machine machine,
      DataProvenance data) {

    /** That of this process; {@code command} is what the user typed. */
    public static OfMeasurement current(
        Map<String, String> measured, List<String> command, DataProvenance data) {
      return new OfMeasurement(
          measured,
          command,
          currentVersion(),
          SourceCommit.current(),
          Engine.describe(),
          Machine.current(),
          data);
    }

    /** Writes the file. */
    public void write(Path file) {
      Json.write(file, this);
    }
  }

  /**
   * Reads that of a run.
   *
   * @throws UncheckedIOException if it cannot be understood, naming it
   */
  public static Provenance read(Path file) {
    return Json.read(file, Provenance.class);
  }

  /**
   * Reads that of a run, a sweep or a measurement, of whatever version, to be shown.
   *
   * @throws IOException if it is no JSON, naming it
   */
  public static JsonNode tree(Path file) throws IOException {
    return Json.readByLine(file, JsonNode.class);
  }

  /** When the process started, if a {@link #tree} tells. */
  public static Optional<Instant> started(JsonNode tree) {
    try {
      return Optional.of(Instant.parse(tree.path("started").asText()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Samples in the training set, if a {@link #tree} tells. */
  public static OptionalDouble trainingSamples(JsonNode tree) {
    JsonNode size = tree.path("data").path("train").path("size");
    return size.isNumber() ? OptionalDouble.of(size.asDouble()) : OptionalDouble.empty();
  }

  /** Writes the file, in place of an earlier one. */
  public void write(Path file) {
    Json.write(file, this);
  }

  /** A further process that went on with the run, from a step. */
  public record Resumption(
      long step,
      String version,
      String commit,
      String started,
      List<String> command,
      EngineInfo engine,
      Device device,
      Machine machine) {}

  /** The same with one more process. */
  public Provenance resumed(Resumption next) {
    List<Resumption> all = new ArrayList<>(resumed);
    all.add(next);
    return new Provenance(
        version,
        commit,
        started,
        command,
        seed,
        engine,
        device,
        machine,
        data,
        evaluationRowsSha256,
        initialParameters,
        all);
  }

  /** The machine and the Java runtime. */
  public record Machine(
      String cpu, int processors, String os, String java, long heapLimitBytes, String ompThreads) {

    /** This machine. */
    public static Machine current() {
      Runtime runtime = Runtime.getRuntime();
      return new Machine(
          cpuModel(),
          runtime.availableProcessors(),
          System.getProperty("os.name") + " " + System.getProperty("os.version"),
          System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
          runtime.maxMemory(),
          System.getenv().getOrDefault("OMP_NUM_THREADS", "unset"));
    }

    private static String cpuModel() {
      try {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch");
      }
    }
  }

  /** Version of Collapse Lab. */
  public static String currentVersion() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development build" : version;
  }

  /** Start of this process, ISO 8601. */
  public static String processStart() {
    return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()).toString();
  }
}
