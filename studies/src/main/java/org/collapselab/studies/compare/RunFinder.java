package org.collapselab.studies.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.studies.sweep.SweepOrigin;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.config.TrialConfig;
import org.collapselab.trainer.config.TrialKind;
import org.collapselab.trainer.store.DirectoryKind;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRow;

/** Finds runs in the directories that a user names. */
public final class RunFinder {
  private RunFinder() {}

  /** Whether this is the directory of a sweep. */
  public static boolean isSweep(Path path) {
    return Files.exists(path.resolve(SweepFiles.YAML));
  }

  /**
   * The runs of some directories.
   *
   * @param leftOut for each directory that could not be read, one sentence with the reason
   */
  public record Found(List<Run> runs, List<String> leftOut) {}

  /** The runs of {@link #find}. */
  public static List<Run> read(List<Path> paths) {
    return find(paths).runs();
  }

  /**
   * The runs of these directories, each once, in the order given. A directory that is damaged or
   * contains something else is left out if others remain.
   *
   * @throws IllegalArgumentException if none is a run or a sweep, if nothing was measured, or if
   *     runs of two kinds are among them
   * @throws UncheckedIOException if the only one is damaged, naming the file
   */
  public static Found find(List<Path> paths) {
    Map<Path, List<Run>> found = new LinkedHashMap<>();
    List<RuntimeException> problems = new ArrayList<>();
    for (Path path : distinct(paths)) {
      try {
        found.put(path, read(path));
      } catch (IllegalArgumentException | ConfigException | UncheckedIOException e) {
        problems.add(e);
      }
    }
    if (found.values().stream().allMatch(List::isEmpty) && !problems.isEmpty()) {
      throw problems.get(0);
    }
    return new Found(together(found), problems.stream().map(Throwable::getMessage).toList());
  }

  /**
   * The runs of one directory.
   *
   * @throws IllegalArgumentException if it is neither a run nor a sweep, or if nothing was measured
   * @throws UncheckedIOException if a file is damaged, naming it
   */
  public static List<Run> read(Path path) {
    return isSweep(path) ? sweep(path) : List.of(RunReader.read(run(path)));
  }

  /**
   * Runs that were read one by one, in order.
   *
   * @param found by directory
   * @throws IllegalArgumentException if there are none, or if runs of two kinds are among them
   */
  public static List<Run> together(Map<Path, List<Run>> found) {
    Map<String, Path> kinds = new LinkedHashMap<>();
    found.forEach((path, runs) -> runs.forEach(run -> kinds.putIfAbsent(kind(run.trial()), path)));
    if (kinds.size() > 1) {
      throw new IllegalArgumentException(
          kinds.entrySet().stream()
              .map(e -> "%s holds %s".formatted(e.getValue(), e.getKey()))
              .collect(Collectors.joining(", ", "", "; compare them separately")));
    }
    List<Run> runs = found.values().stream().flatMap(List::stream).toList();
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(
          "no trial of %s has ended yet; there is nothing to compare"
              .formatted(found.keySet().iterator().next()));
    }
    return withDistinctIds(runs);
  }

  /**
   * The directory of a run, or why it is not one.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static Path run(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(path + " does not exist; name directories of runs");
    }
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(path + " is a file; name directories of runs or sweeps");
    }
    DirectoryKind kind = DirectoryKind.of(path);
    if (!RunReader.isRun(path) && kind != DirectoryKind.OTHER) {
      throw new IllegalArgumentException(
          "%s is %s, not a run or a sweep; %s".formatted(path, kind.noun(), kind.advice(path)));
    }
    if (kind == DirectoryKind.OTHER) {
      String inside =
          children(path).stream().anyMatch(RunReader::isRun)
              ? "it holds runs: name them, for example " + path + "/*"
              : "it has no config.yaml and no sweep.yaml";
      throw new IllegalArgumentException(path + " is neither a run nor a sweep; " + inside);
    }
    return path;
  }

  /** Directories of the runs of a sweep that trains networks; empty for other sweeps. */
  private static List<Path> runsOf(Path sweep) {
    Path parent = sweep.resolve(SweepFiles.RUNS);
    return Files.isDirectory(parent)
        ? children(parent).stream().filter(RunReader::isRun).toList()
        : List.of();
  }

  private static List<Path> children(Path parent) {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + parent + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> distinct(List<Path> paths) {
    Set<Path> real = new LinkedHashSet<>();
    return paths.stream().filter(p -> real.add(p.toAbsolutePath().normalize())).toList();
  }

  private static List<Run> sweep(Path path) {
    SweepConfig config = SweepLoader.loadStored(path.resolve(SweepFiles.YAML));
    new SweepOrigin(path, config).requireOwnResults();
    TrialConfig trial = config.settings().get(0).trial();
    SweepFiles files = files(path);
    if (trial.network().isPresent()) {
      return networks(path, files);
    }
    if (trial.kind() == TrialKind.THEORY) {
      throw new IllegalArgumentException(
          path + " holds closed forms, which have no runs to compare; its report.html shows them");
    }
    return new TrialReader(config, files).read();
  }

  private static String kind(TrialConfig trial) {
    return switch (trial.kind()) {
      case EXPERIMENT -> "trained networks";
      case DUFM -> "trials of the DUFM";
      case COMPLETION -> "trials of matrix completion";
      case SURFACE -> "loss surfaces";
      case OPTIMUM -> "searches for the lowest loss";
      case THEORY -> "closed forms";
    };
  }

  private static SweepFiles files(Path path) {
    try {
      return SweepFiles.read(path.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The runs in the table of trials, and the unfinished ones. */
  private static List<Run> networks(Path sweep, SweepFiles files) {
    Set<String> recorded =
        files.trials().stream()
            .flatMap(trials -> trials.all().stream())
            .map((TrialRow trial) -> trial.text("run"))
            .collect(Collectors.toSet());
    List<Run> runs =
        runsOf(sweep).stream()
            .filter(run -> recorded.contains(run.getFileName().toString()) || isGoingOn(run))
            .map(RunReader::read)
            .toList();
    Set<List<Object>> ended =
        runs.stream()
            .filter(run -> !run.isCutOff())
            .map(RunFinder::trial)
            .collect(Collectors.toSet());
    return runs.stream()
        .filter(run -> !run.isCutOff() || !ended.contains(trial(run))) // it was run again
        .toList();
  }

  private static boolean isGoingOn(Path run) {
    return !RunReader.hasEnded(run) && RunReader.hasMetrics(run);
  }

  private static List<Object> trial(Run run) {
    return List.of(run.config(), run.seed());
  }

  /** Numbers runs of the same name. */
  private static List<Run> withDistinctIds(List<Run> runs) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    return runs.stream()
        .map(
            run -> {
              int place = seen.merge(run.id(), 1, Integer::sum);
              return place == 1 ? run : run.withId("%s (%d)".formatted(run.id(), place));
            })
        .toList();
  }
}
