package org.collapselab.trainer.features;

/** Follows the reading of features. */
public interface FeatureProgress {
  /**
   * A snapshot begins.
   *
   * @param name of its file or folder
   * @param number from 1
   * @param of snapshots in all
   * @param rows that will be read of it: two passes over its samples
   */
  default void opened(String name, int number, int of, long rows) {}

  /** So many further rows were read. */
  default void advanced(long rows) {}

  /** All is read, or the measurement was given up. */
  default void finished() {}
}
