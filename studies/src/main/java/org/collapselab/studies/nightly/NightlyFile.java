package org.collapselab.studies.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.models.EngineException;
import org.collapselab.models.EngineName;
import org.collapselab.studies.sweep.SweepChecks;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.NamedEngine;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.run.PlanChecks;

/**
 * A file that is run every night.
 *
 * @param sweep whether it is a sweep; otherwise an experiment
 * @param expect its expectations, as written
 * @param problem why it cannot be loaded; empty if it can
 */
public record NightlyFile(Path path, boolean sweep, List<String> expect, String problem) {
  private static final String SUFFIX = ".yaml";

  public NightlyFile {
    expect = List.copyOf(expect);
  }

  /**
   * The YAML files of a folder in the order of their names, broken ones included; or one file.
   *
   * @throws IllegalArgumentException if it is neither, or the folder has no such files
   */
  public static List<NightlyFile> in(Path folder) {
    return paths(folder).stream().map(NightlyFile::of).toList();
  }

  /** The engine of a night: libtorch if any of the files names it; broken files are left out. */
  public static EngineName engine(Path folder) {
    return paths(folder).stream().anyMatch(NightlyFile::namesLibtorch)
        ? EngineName.LIBTORCH
        : EngineName.DL4J;
  }

  private static boolean namesLibtorch(Path path) {
    try {
      Optional<EngineName> named =
          SweepLoader.isSweep(path)
              ? NamedEngine.ofSweep(SweepLoader.load(path, List.of(), false))
              : NamedEngine.ofExperiment(path, List.of());
      return named.filter(name -> name == EngineName.LIBTORCH).isPresent();
    } catch (ConfigException | IllegalArgumentException e) {
      return false; // listed with its problem
    }
  }

  private static List<Path> paths(Path folder) {
    if (Files.isRegularFile(folder) && folder.toString().endsWith(SUFFIX)) {
      return List.of(folder);
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "%s is neither a directory nor a *%s file; name a directory of experiments and sweeps"
              .formatted(folder, SUFFIX));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            folder + " has no *" + SUFFIX + " files; there is nothing to run");
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  private static NightlyFile of(Path path) {
    try {
      boolean sweep = SweepLoader.isSweep(path);
      List<String> expect = sweep ? ofSweep(path) : ofExperiment(path);
      return new NightlyFile(path, sweep, expect, "");
    } catch (ConfigException | EngineException | IllegalArgumentException e) {
      return new NightlyFile(path, false, List.of(), e.getMessage());
    }
  }

  /** The expectations of a sweep, after checking the names in it. */
  private static List<String> ofSweep(Path path) {
    SweepConfig config = SweepLoader.load(path, List.of(), false);
    SweepChecks.require(config);
    return config.expect();
  }

  /** The expectations of an experiment, after checking the names in it. */
  private static List<String> ofExperiment(Path path) {
    ExperimentConfig config = ConfigLoader.load(path, List.of());
    PlanChecks.require(config);
    return config.expect();
  }

  /** The file's name without suffix, under which its history is kept. */
  public String name() {
    String name = path.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }
}
