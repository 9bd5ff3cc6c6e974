package org.collapselab.datasets;

/**
 * One file of a data set, described by its uncompressed content; on disk it may be plain or gzipped
 * ({@code name} or {@code name.gz}).
 *
 * @param name file name without {@code .gz}
 * @param part which part of the data set the file belongs to
 * @param byteLength length of the uncompressed content
 * @param sha256 SHA-256 of the uncompressed content, 64 lower-case hexadecimal digits
 */
public record DataFile(String name, Part part, int byteLength, String sha256) {
  /** Parts of a data set. A set without a published test part has training files only. */
  public enum Part {
    TRAIN,
    TEST
  }
}
