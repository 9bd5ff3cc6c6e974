package org.collapselab.datasets;

import java.util.List;
import org.collapselab.datasets.DataFile.Part;

/**
 * A data set of the {@link Catalog}.
 *
 * @param name the name used in configurations, e.g. {@code mnist}
 * @param folder the folder in a {@link DataHome}; sets of the same files share one
 * @param title one line for people
 * @param format how the files are read
 * @param files all files; those of a part in reading order
 * @param shape shape of one sample as it is read
 * @param classNames class names in label order; empty for regression
 * @param trainSize samples in the training files
 * @param testSize samples in the published test part; 0 if there is none
 * @param defaultHoldout test samples set aside from the training files when there is no published
 *     test part; 0 if there is one
 * @param source whom to cite
 * @param terms licence or terms of use
 * @param embedded whether the files come with the program; else they lie in a {@link DataHome}
 * @param mirrors where to fetch the files, in the order they are tried
 */
public record CatalogEntry(
    String name,
    String folder,
    String title,
    Format format,
    List<DataFile> files,
    Shape shape,
    List<String> classNames,
    int trainSize,
    int testSize,
    int defaultHoldout,
    String source,
    String terms,
    boolean embedded,
    List<Mirror> mirrors) {
  /** File formats. */
  public enum Format {
    /** Pairs of an image file and a label file, see {@link IdxRecordReader}. */
    IDX,
    /** See {@link CifarBinaryRecordReader}. */
    CIFAR_BINARY,
    /** See {@link CaliforniaHousing}. */
    CALIFORNIA_HOUSING
  }

  public CatalogEntry {
    files = List.copyOf(files);
    classNames = List.copyOf(classNames);
    mirrors = List.copyOf(mirrors);
  }

  /** Number of classes K; 0 for regression. */
  public int numClasses() {
    return classNames.size();
  }

  /** Whether a test part is published with the set. */
  public boolean hasTestPart() {
    return testSize > 0;
  }

  /** The files of one part, in reading order. */
  public List<DataFile> files(Part part) {
    return files.stream().filter(file -> file.part() == part).toList();
  }
}
