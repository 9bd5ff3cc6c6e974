package org.collapselab.datasets.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.OwnDataException;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.datasets.arrays.ArrayFiles;

/** Opens data of the user by what they are. */
public final class OwnFiles {
  /** The name of data in files. */
  public static final String NAME = "file";

  private static final String GZIP = ".gz";
  private static final Set<String> TABLES = Set.of(".csv", ".tsv", ".txt", ".data");

  private OwnFiles() {}

  /**
   * Reads a file or folder: arrays, a table, IDX pairs or images.
   *
   * @throws org.collapselab.datasets.DataException if it is none of these, is damaged, or its parts
   *     do not fit together
   */
  public static OwnData read(FileSpec spec) {
    try {
      return opened(spec);
    } catch (ArrayException | OwnDataException e) {
      throw e;
    } catch (DataException e) {
      throw new OwnDataException(e.getMessage(), e);
    }
  }

  private static OwnData opened(FileSpec spec) {
    Path path = spec.path();
    if (Files.isDirectory(path)) {
      return folder(spec);
    }
    if (!Files.exists(path)) {
      throw new OwnDataException(path + " does not exist; check data.path");
    }
    if (isTable(path)) {
      return CsvFiles.read(spec, path);
    }
    if (path.toString().endsWith(".npy") || IdxFolder.isIdx(path)) {
      throw new OwnDataException(
          "%s is one of two files; name the folder that holds inputs and labels".formatted(path));
    }
    if (ArrayFiles.isArchive(path) || ArrayFiles.isPickle(path)) {
      return ArrayData.read(spec);
    }
    throw new OwnDataException(
        "%s is not read; expected .npz, .safetensors or .csv, or a folder with .npy files, IDX files, train.csv, or a folder of images for each class"
            .formatted(path));
  }

  private static OwnData folder(FileSpec spec) {
    List<Path> entries = entries(spec.path());
    if (entries.stream().anyMatch(IdxFolder::isIdx)) {
      return IdxFolder.read(spec, entries);
    }
    if (entries.stream().anyMatch(entry -> entry.toString().endsWith(".npy"))) {
      return ArrayData.read(spec);
    }
    if (entries.stream().anyMatch(entry -> CsvFiles.isPart(entry, CsvFiles.TRAIN))) {
      return CsvFiles.readParts(spec, entries);
    }
    return ImageFolder.read(spec);
  }

  /** What is in a folder, sorted by name; hidden files are left out. */
  static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw OwnDataException.unreadable(folder, e);
    }
  }

  static boolean isTable(Path file) {
    String name = plainName(file);
    int dot = name.lastIndexOf('.');
    return dot >= 0 && TABLES.contains(name.substring(dot));
  }

  /** The name of a file in lower case, without {@code .gz}. */
  static String plainName(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
  }
}
