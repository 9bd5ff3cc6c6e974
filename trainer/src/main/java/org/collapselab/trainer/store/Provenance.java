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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.datasets.DataProvenance;
import org.collapselab.models.EngineInfo;

/**
 * Where a run's numbers come from, {@code provenance.json}.
 *
 * @param commit git commit of the sources, with {@code -dirty} if they differ from it; or why it is
 *     unknown
 * @param device asked for, used, and why
 * @param threads that shared the work; {@code null} in files of versions that had one
 * @param evaluationRowsSha256 hash of the rows of the evaluation subset, numbered within the
 *     training rows
 * @param initialParameters SHA-256 of the parameters before the first step
 * @param configuration every key of the resolved configuration that the run began with; empty in
 *     files of earlier versions
 * @param configurationSha256 hash of these lines {@code key: value}, sorted
 * @param resumed the processes that continued the run after the first, in order
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
    Integer threads,
    DataProvenance data,
    String evaluationRowsSha256,
    String initialParameters,
    Map<String, String> configuration,
    String configurationSha256,
    List<Resumption> resumed) {
  public Provenance {
    configuration =
        configuration == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    resumed = resumed == null ? List.of() : List.copyOf(resumed);
  }

  /**
   * The provenance of a later measurement.
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

    /** The provenance of this process; {@code command} is what the user typed. */
    public static OfMeasurement current(
        Map<String, String> measured,
        List<String> command,
        EngineInfo engine,
        DataProvenance data) {
      return new OfMeasurement(
          measured,
          command,
          currentVersion(),
          SourceCommit.current(),
          engine,
          Machine.current(),
          data);
    }

    /** Writes the file. */
    public void write(Path file) {
      Json.write(file, this);
    }
  }

  /**
   * The provenance of a measurement of features that another program has left.
   *
   * @param features the file or folder
   * @param files the files that were read
   */
  public record OfFeatures(
      String features,
      List<DataProvenance.FileHash> files,
      List<String> command,
      String version,
      String commit,
      String started,
      Machine machine,
      Integer threads) {
    public OfFeatures {
      files = List.copyOf(files);
      command = List.copyOf(command);
    }

    /** The provenance of this process; {@code command} is what the user typed. */
    public static OfFeatures current(
        String features, List<DataProvenance.FileHash> files, List<String> command, int threads) {
      return new OfFeatures(
          features,
          files,
          command,
          currentVersion(),
          SourceCommit.current(),
          processStart(),
          Machine.current(),
          threads);
    }

    /** Writes the file. */
    public void write(Path file) {
      Json.write(file, this);
    }
  }

  /**
   * The provenance of measurements that another program takes while it trains a network.
   *
   * @param network its class
   */
  public record OfListener(
      String network,
      String version,
      String commit,
      String started,
      EngineInfo engine,
      Machine machine,
      Integer threads) {

    /** The provenance of this process. */
    public static OfListener current(String network, EngineInfo engine, int threads) {
      return new OfListener(
          network,
          currentVersion(),
          SourceCommit.current(),
          processStart(),
          engine,
          Machine.current(),
          threads);
    }

    /** Writes the file. */
    public void write(Path file) {
      Json.write(file, this);
    }
  }

  /**
   * Reads the provenance of a run.
   *
   * @throws UncheckedIOException if it cannot be understood, naming it
   */
  public static Provenance read(Path file) {
    Provenance read = Json.read(file, Provenance.class);
    if (read == null || read.data == null || read.machine == null) {
      throw new UncheckedIOException(
          new IOException(file + " is damaged: it does not name the data and the machine"));
    }
    return read;
  }

  /** The keys of the configuration that the last process of the run used. */
  public Map<String, String> lastConfiguration() {
    Map<String, String> keys = new LinkedHashMap<>(configuration);
    resumed.stream().flatMap(r -> r.changes().stream()).forEach(change -> change.applyTo(keys));
    return keys;
  }

  /** The machine that the last process ran on. */
  public Machine lastMachine() {
    return resumed.isEmpty() ? machine : resumed.get(resumed.size() - 1).machine();
  }

  /**
   * A key of the configuration that was changed on purpose between two processes.
   *
   * @param from the value before; null if the key was not there
   * @param to the value from then on; null if the key is gone
   */
  public record Change(String key, String from, String to) {
    private void applyTo(Map<String, String> keys) {
      if (to == null) {
        keys.remove(key);
      } else {
        keys.put(key, to);
      }
    }
  }

  /**
   * Reads the provenance of a run, a sweep or a measurement of any version, for display.
   *
   * @throws IOException if it is not JSON, naming it
   */
  public static JsonNode tree(Path file) throws IOException {
    return Json.readByLine(file, JsonNode.class);
  }

  /** When the process started, if a {@link #tree} has it. */
  public static Optional<Instant> started(JsonNode tree) {
    try {
      return Optional.of(Instant.parse(tree.path("started").asText()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Samples in the training set, if a {@link #tree} has it. */
  public static OptionalDouble trainingSamples(JsonNode tree) {
    JsonNode size = tree.path("data").path("train").path("size");
    return size.isNumber() ? OptionalDouble.of(size.asDouble()) : OptionalDouble.empty();
  }

  /** Writes the file, in place of an earlier one. */
  public void write(Path file) {
    Json.write(file, this);
  }

  /**
   * A further process that continued the run, from a step.
   *
   * @param changes of the configuration, from this step on
   */
  public record Resumption(
      long step,
      String version,
      String commit,
      String started,
      List<String> command,
      EngineInfo engine,
      Device device,
      Machine machine,
      Integer threads,
      List<Change> changes) {
    public Resumption {
      changes = changes == null ? List.of() : List.copyOf(changes);
    }
  }

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
        threads,
        data,
        evaluationRowsSha256,
        initialParameters,
        configuration,
        configurationSha256,
        all);
  }

  /** The machine and the Java runtime. */
  public record Machine(
      String cpu, int processors, String os, String java, long heapLimitBytes, String ompThreads) {

    /** Threads that the engine may use: OMP_NUM_THREADS, or else all processors. */
    public String threads() {
      return "unset".equals(ompThreads) ? Integer.toString(processors) : ompThreads;
    }

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
