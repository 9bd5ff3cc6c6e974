package org.collapselab.studies.nightly;

/** Receives the progress of a night. */
public interface NightListener {
  /** A file is about to run. */
  default void starting(NightlyFile file) {}

  /** A file has ended, or will not be run. */
  default void ended(FileResult result) {}
}
