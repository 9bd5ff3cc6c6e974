package org.collapselab.cli.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.trainer.store.sweep.SweepFiles;

/**
 * The folder of runs, and nothing outside it. A run is identified by its directory, a run of a
 * sweep by {@code <sweep>/<run>}.
 *
 * @param root without symbolic links
 */
record RunsFolder(Path root) {
  private static final int DEPTH = 4;
  private static final int MOST_ENTRIES = 100_000;
  private static final long LARGEST_TABLE = 256L << 20;
  private static final long LARGEST_TEXT = 16L << 20;

  /**
   * A directory that contains only files and directories within the folder.
   *
   * @param stamp changes when one of them changes
   */
  record Enclosed(Path path, List<Object> stamp) {}

  static RunsFolder of(Path runs) {
    try {
      return new RunsFolder(runs.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(runs, e.getMessage()), e);
    }
  }

  /** Names of the directories in the folder. */
  List<String> names() {
    return names(root);
  }

  /** Names of the runs of a sweep. */
  List<String> runsOf(String sweep) {
    return folder(directory(sweep), SweepFiles.RUNS)
        .map(runs -> names(runs).stream().map(name -> sweep + "/" + name).toList())
        .orElse(List.of());
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .limit(MOST_ENTRIES)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal(503, "cannot list %s: %s".formatted(folder, e.getMessage()));
    }
  }

  /**
   * The directory of a run or a sweep.
   *
   * @throws Refusal if the folder has no directory of this name
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

  /** A regular file that exists and is inside the folder after links are resolved. */
  Optional<Path> file(Path directory, String name) {
    Path file = directory.resolve(name);
    return Files.isRegularFile(file) && isInside(file) ? Optional.of(file) : Optional.empty();
  }

  /** A folder of a run that exists and is inside the folder of runs after links are resolved. */
  Optional<Path> folder(Path directory, String name) {
    Path inner = directory.resolve(name);
    return Files.isDirectory(inner) && isInside(inner) ? Optional.of(inner) : Optional.empty();
  }

  private boolean isInside(Path path) {
    try {
      return path.toRealPath().startsWith(root);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The directory for readers that may open any file in it.
   *
   * @throws Refusal if something in it leads out of the folder, is neither a file nor a directory,
   *     or is too large to be read
   */
  Enclosed enclosed(String id) {
    Path directory = directory(id);
    List<Object> stamp = new ArrayList<>();
    try (Stream<Path> entries = Files.walk(directory, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      entries.limit(MOST_ENTRIES).forEach(path -> stamp.add(checked(path)));
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal(422, "cannot list %s: %s".formatted(id, e.getMessage()));
    }
    return new Enclosed(directory, stamp);
  }

  /**
   * Name, size and time of an entry.
   *
   * @throws Refusal if readers must not open it
   */
  private List<Object> checked(Path path) {
    if (Files.isSymbolicLink(path) && !isInside(path)) {
      throw new Refusal(422, path + " is a link that leads out of the runs folder");
    }
    try {
      BasicFileAttributes entry = Files.readAttributes(path, BasicFileAttributes.class);
      if (!entry.isRegularFile() && !entry.isDirectory()) {
        throw new Refusal(422, path + " is neither a file nor a directory");
      }
      long most = largest(path.getFileName().toString());
      if (entry.isRegularFile() && entry.size() > most) {
        throw new Refusal(422, "%s is larger than %d MB".formatted(path, most >> 20));
      }
      return List.of(path.getFileName().toString(), entry.size(), entry.lastModifiedTime());
    } catch (IOException e) {
      throw new Refusal(422, "cannot read %s: %s".formatted(path, e.getMessage()));
    }
  }

  /** Largest size of a file of this name that is read; checkpoints and models are not read. */
  private static long largest(String name) {
    if (name.endsWith(".csv") || name.endsWith(".npy")) {
      return LARGEST_TABLE;
    }
    return name.endsWith(".json") || name.endsWith(".yaml") ? LARGEST_TEXT : Long.MAX_VALUE;
  }

  /** Whether this is the directory of a sweep. */
  boolean isSweep(Path directory) {
    return file(directory, SweepFiles.YAML).isPresent();
  }
}
