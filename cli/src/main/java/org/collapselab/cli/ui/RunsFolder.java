package org.collapselab.cli.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.trainer.store.sweep.SweepFiles;

/**
 * The folder of runs, and nothing outside it. A run is named by its directory, a run of a sweep
 * {@code <sweep>/<run>}.
 *
 * @param root without symbolic links
 */
record RunsFolder(Path root) {
  private static final int DEPTH = 4;

  static RunsFolder of(Path runs) {
    try {
      return new RunsFolder(runs.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(runs, e.getMessage()), e);
    }
  }

  /** Names of the directories in it. */
  List<String> names() {
    return names(root);
  }

  /** Names of the runs that a sweep keeps. */
  List<String> runsOf(String sweep) {
    Path runs = directory(sweep).resolve(SweepFiles.RUNS);
    return Files.isDirectory(runs, LinkOption.NOFOLLOW_LINKS)
        ? names(runs).stream().map(name -> sweep + "/" + name).toList()
        : List.of();
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal(503, "cannot list %s: %s".formatted(folder, e.getMessage()));
    }
  }

  /**
   * The directory of a run or a sweep.
   *
   * @throws Refusal if there is none of this name in the folder
   */
  Path directory(String id) {
    String[] parts = id.split("/", -1);
    for (String part : parts) {
      if (part.isEmpty() || part.startsWith(".") || part.contains("\\") || part.contains("\0")) {
        throw unknown(id);
      }
    }
    if (parts.length > 2) {
      throw unknown(id);
    }
    try {
      Path own = root.resolve(parts[0]);
      Path path = parts.length == 1 ? own : own.resolve(SweepFiles.RUNS).resolve(parts[1]);
      if (!Files.isDirectory(path)) {
        throw unknown(id);
      }
      if (!isInside(path)) {
        throw Refusal.notFound(
            "%s is a link that leads out of the runs folder and is not followed".formatted(id));
      }
      return path;
    } catch (InvalidPathException e) {
      throw unknown(id);
    }
  }

  private static Refusal unknown(String id) {
    return Refusal.notFound("there is no run or sweep \"%s\"".formatted(id));
  }

  /** A file that is there, is a plain one and lies in the folder whatever links lead to it. */
  Optional<Path> file(Path directory, String name) {
    Path file = directory.resolve(name);
    return Files.isRegularFile(file) && isInside(file) ? Optional.of(file) : Optional.empty();
  }

  private boolean isInside(Path path) {
    try {
      return path.toRealPath().startsWith(root);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The directory for readers that open what they like there.
   *
   * @throws Refusal if something in it is a link that leads out of the folder
   */
  Path enclosed(String id) {
    Path directory = directory(id);
    try (Stream<Path> entries = Files.walk(directory, DEPTH)) {
      Optional<Path> stray =
          entries.filter(Files::isSymbolicLink).filter(path -> !isInside(path)).findFirst();
      if (stray.isPresent()) {
        throw new Refusal(
            422, "%s is a link that leads out of the runs folder".formatted(stray.get()));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal(422, "cannot list %s: %s".formatted(id, e.getMessage()));
    }
    return directory;
  }

  /** Whether a directory is that of a sweep. */
  boolean isSweep(Path directory) {
    return file(directory, SweepFiles.YAML).isPresent();
  }
}
