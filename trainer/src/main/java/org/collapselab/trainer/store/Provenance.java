package org.collapselab.trainer.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.datasets.DataProvenance;
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

  /** See {@link Commit#current}. */
  public static String currentCommit() {
    return Commit.current();
  }
}
