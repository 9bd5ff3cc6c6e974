package org.collapselab.studies.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.SweepLoader;

/**
 * A file that is run every night.
 *
 * @param sweep whether it is a sweep; else an experiment
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
   * @throws IllegalArgumentException if it is neither or holds none
   */
  public static List<NightlyFile> in(Path folder) {
    if (Files.isRegularFile(folder) && folder.toString().endsWith(SUFFIX)) {
      return List.of(of(folder));
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "%s is neither a directory nor a *%s file; name a directory of experiments and sweeps"
              .formatted(folder, SUFFIX));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<NightlyFile> files =
          entries
              .filter(path -> path.toString().endsWith(SUFFIX))
              .sorted()
              .map(NightlyFile::of)
              .toList();
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
      List<String> expect =
          sweep
              ? SweepLoader.load(path, List.of(), false).expect()
              : ConfigLoader.load(path, List.of()).expect();
      return new NightlyFile(path, sweep, expect, "");
    } catch (ConfigException e) {
      return new NightlyFile(path, false, List.of(), e.getMessage());
    }
  }

  /** The file's name without suffix, under which its history is kept. */
  public String name() {
    String name = path.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }
}
