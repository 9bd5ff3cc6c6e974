package org.collapselab.studies.nightly;

/** Told about the progress of a night. */
public interface NightListener {
  /** A file is about to run. */
  default void starting(NightlyFile file) {}

  /** A file has ended, or is not run. */
  default void ended(FileResult result) {}
}
