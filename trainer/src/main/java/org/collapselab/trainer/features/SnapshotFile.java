package org.collapselab.trainer.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.datasets.arrays.ArrayFiles;

/**
 * The features of one moment of a training.
 *
 * @param step the number in the name; 0 for a snapshot that stands alone
 * @param path a file, or a folder of {@code .npy} files
 */
record SnapshotFile(long step, Path path) {
  private static final Pattern LAST_NUMBER = Pattern.compile("([0-9]{1,18})[^0-9]*$");

  /** The one at a path, or all in a folder of snapshots, by step. */
  static List<SnapshotFile> find(Path path) {
    if (!Files.isDirectory(path) || isSnapshot(path)) {
      return List.of(new SnapshotFile(0, path));
    }
    List<Path> children = children(path);
    List<SnapshotFile> found =
        children.stream()
            .filter(child -> ArrayFiles.isArchive(child) || isSnapshot(child))
            .map(child -> new SnapshotFile(step(child), child))
            .sorted(Comparator.comparingLong(SnapshotFile::step))
            .toList();
    if (found.isEmpty()) {
      children.stream().filter(ArrayFiles::isPickle).findFirst().ifPresent(ArrayFiles::open);
      throw new ArrayException(
          path
              + " has neither a folder features nor snapshots; expected features/<layer>.npy in it, or an .npz file, a .safetensors file or a folder per epoch");
    }
    requireDistinct(found);
    return found;
  }

  private static boolean isSnapshot(Path path) {
    return Files.isDirectory(path.resolve(Layout.FEATURES));
  }

  private static List<Path> children(Path path) {
    try (Stream<Path> entries = Files.list(path)) {
      return new ArrayList<>(entries.sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path, e);
    }
  }

  /** The name without the ending of an archive. */
  static String stem(String name) {
    return name.replaceFirst("\\.(npz|safetensors)$", "");
  }

  private static long step(Path snapshot) {
    String name = stem(snapshot.getFileName().toString());
    Matcher number = LAST_NUMBER.matcher(name);
    if (!number.find()) {
      throw new ArrayException(
          "%s has no number in its name, so its step is not known; name snapshots like epoch-010%s"
              .formatted(snapshot, snapshot.getFileName().toString().substring(name.length())));
    }
    return Long.parseLong(number.group(1));
  }

  private static void requireDistinct(List<SnapshotFile> found) {
    for (int i = 1; i < found.size(); i++) {
      if (found.get(i).step == found.get(i - 1).step) {
        throw new ArrayException(
            "%s and %s have the same number, and so the same step"
                .formatted(found.get(i - 1).path, found.get(i).path));
      }
    }
  }
}
