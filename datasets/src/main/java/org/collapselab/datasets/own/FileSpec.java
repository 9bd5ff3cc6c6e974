package org.collapselab.datasets.own;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where data of the user are, and how they are read.
 *
 * @param path a file or folder
 * @param regression whether the targets are numbers instead of classes
 * @param arrays names of arrays, for {@code .npz}, {@code .npy} and safetensors
 * @param table columns, for CSV
 * @param classNames names in label order for labels that are numbers; empty for the numbers
 */
public record FileSpec(
    Path path, boolean regression, Arrays arrays, Table table, List<String> classNames) {
  public FileSpec {
    classNames = List.copyOf(classNames);
  }

  /** Where the channels of arrays N×·×·×· are. */
  public enum Channels {
    /** Last if the last axis has length 1, 3 or 4 and the second has not, otherwise first. */
    AUTO,
    FIRST,
    LAST
  }

  /** Names of the arrays; those for testing may be missing in the file. */
  public record Arrays(String x, String y, String xTest, String yTest, Channels channels) {}

  /**
   * Columns of a table.
   *
   * @param label name or number from 1 of the column with the class or target; empty for the last
   * @param ignored names or numbers of columns that are not inputs
   * @param header whether the first line has the names
   * @param separator what is between the columns; if empty, a tab in {@code .tsv} files, else a
   *     comma
   */
  public record Table(
      String label, List<String> ignored, boolean header, Optional<Character> separator) {
    public Table {
      ignored = List.copyOf(ignored);
    }
  }
}
