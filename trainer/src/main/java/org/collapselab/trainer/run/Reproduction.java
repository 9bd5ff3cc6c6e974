package org.collapselab.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.collapselab.models.EngineInfo;
import org.collapselab.models.Engines;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.SourceCommit;

/** Repeats a finished run from its own files and compares the two. */
public final class Reproduction {
  private Reproduction() {}

  /**
   * One item compared between the two runs.
   *
   * @param what for example {@code metrics.csv} or {@code processor}
   * @param difference how they differ; empty if they are equal
   */
  public record Finding(String what, Optional<String> difference) {
    /** Whether both are equal. */
    public boolean isSame() {
      return difference.isEmpty();
    }

    private static Finding of(String what, Object then, Object now) {
      return new Finding(
          what,
          Objects.equals(then, now)
              ? Optional.empty()
              : Optional.of("%s, now %s".formatted(then, now)));
    }
  }

  /**
   * Differences in the environment that may explain different results: the last digits depend on
   * version, libraries, processor and number of threads.
   */
  public static List<Finding> surroundings(StoredRun run) {
    Provenance then = Provenance.read(run.directory().provenance());
    EngineInfo engine = Engines.of(run.plan().config().engine().name()).describe();
    Provenance.Machine machine = Provenance.Machine.current();
    return List.of(
        Finding.of("version", then.version(), Provenance.currentVersion()),
        Finding.of("commit", then.commit(), SourceCommit.current()),
        Finding.of("engine", then.engine(), engine),
        Finding.of("processor", then.machine().cpu(), machine.cpu()),
        Finding.of("Java", then.machine().java(), machine.java()),
        Finding.of("threads", then.machine().ompThreads(), machine.ompThreads()));
  }

  /** Compares results: initial and final parameters, and every table byte by byte. */
  public static List<Finding> results(RunDirectory then, RunDirectory now) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
            "initial parameters",
            Provenance.read(then.provenance()).initialParameters(),
            Provenance.read(now.provenance()).initialParameters()));
    findings.add(Finding.of("final parameters", finalParameters(then), finalParameters(now)));
    findings.add(table(then.metrics(), now.metrics()));
    findings.add(table(then.spectra(), now.spectra()));
    if (Files.exists(then.comparison())) {
      findings.add(table(then.comparison(), now.comparison()));
    }
    return findings;
  }

  private static String finalParameters(RunDirectory run) {
    Checkpoints checkpoints = new Checkpoints(run);
    return checkpoints
        .last()
        .map(step -> "step %d, %s".formatted(step, checkpoints.read(step).parameterHash()))
        .orElse("none stored");
  }

  private static Finding table(Path then, Path now) {
    String name = then.getFileName().toString();
    try {
      return new Finding(name, firstDifference(Files.readAllLines(then), Files.readAllLines(now)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compare %s with %s: %s".formatted(then, now, e), e);
    }
  }

  private static Optional<String> firstDifference(List<String> then, List<String> now) {
    for (int i = 0; i < Math.min(then.size(), now.size()); i++) {
      if (!then.get(i).equals(now.get(i))) {
        return Optional.of("line %d: %s, now %s".formatted(i + 1, then.get(i), now.get(i)));
      }
    }
    return then.size() == now.size()
        ? Optional.empty()
        : Optional.of("%d lines, now %d".formatted(then.size(), now.size()));
  }
}
