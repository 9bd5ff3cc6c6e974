package org.collapselab.datasets;

import java.util.List;

/**
 * What it takes to tell whether two runs used the same data.
 *
 * @param set name of the data set
 * @param files the files read, with the verified hashes of their uncompressed content
 * @param classNames in label order; empty for regression, and null in records of versions that did
 *     not write them
 * @param train the training rows, numbered within the training files
 * @param test the test rows, numbered within the test files if the set has a test part, else within
 *     the training files
 * @param scaling the map from stored values to inputs
 * @param labelNoise the training labels that were replaced
 */
public record DataProvenance(
    String set,
    List<FileHash> files,
    List<String> classNames,
    Selection train,
    Selection test,
    ChannelScaling scaling,
    Noise labelNoise) {
  public DataProvenance {
    files = List.copyOf(files);
    classNames = classNames == null ? null : List.copyOf(classNames);
  }

  /**
   * Whether both are of the same data. Files may have been renamed, and records without class names
   * match those with any.
   */
  public boolean matches(DataProvenance other) {
    return withoutNames().equals(other.withoutNames())
        && (classNames == null || other.classNames == null || classNames.equals(other.classNames));
  }

  /**
   * How these data, which a run has used, differ from others that do not {@linkplain #matches
   * match}, for example {@code the SHA-256 of flowers.csv was 1a2b…, now it is 3c4d…}.
   */
  public String differenceFrom(DataProvenance now) {
    if (!set.equals(now.set)) {
      return "the set was %s, now it is %s".formatted(set, now.set);
    }
    if (files.size() != now.files.size()) {
      return "there were %d files, now there are %d".formatted(files.size(), now.files.size());
    }
    for (int i = 0; i < files.size(); i++) {
      FileHash was = files.get(i);
      FileHash is = now.files.get(i);
      if (!was.sha256().equals(is.sha256())) {
        return "the SHA-256 of %s was %s, now it is %s"
            .formatted(is.name(), was.sha256(), is.sha256());
      }
    }
    if (classNames != null && now.classNames != null && !classNames.equals(now.classNames)) {
      return "the classes were %s, now they are %s".formatted(classNames, now.classNames);
    }
    if (!train.equals(now.train) || !test.equals(now.test)) {
      return "other rows of the same files are selected";
    }
    return "they are scaled or relabelled in another way";
  }

  private DataProvenance withoutNames() {
    List<FileHash> hashes = files.stream().map(file -> new FileHash("", file.sha256())).toList();
    return new DataProvenance(set, hashes, null, train, test, scaling, labelNoise);
  }

  /** A file and the SHA-256 of its uncompressed content. */
  public record FileHash(String name, String sha256) {}

  /**
   * Replaced labels.
   *
   * @param share the requested share
   * @param replaced how many labels were replaced
   */
  public record Noise(double share, int replaced) {}

  /**
   * A choice of rows.
   *
   * @param size number of rows
   * @param rowsSha256 SHA-256 of the row numbers as big-endian 32-bit integers, in order
   * @param classCounts rows of each class as trained on, noise included; empty for regression
   */
  public record Selection(int size, String rowsSha256, List<Integer> classCounts) {
    public Selection {
      classCounts = List.copyOf(classCounts);
    }
  }
}
