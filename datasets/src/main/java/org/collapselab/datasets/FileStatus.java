package org.collapselab.datasets;

import java.util.Optional;

/**
 * State of one file of a data set.
 *
 * @param file the expected file, with its expected hash
 * @param state whether it is there, byte for byte
 * @param location path where the file is or should be
 * @param actualSha256 hash of the uncompressed content found; empty if the file is missing
 * @param damage why it is not the expected file; empty unless corrupt
 */
public record FileStatus(
    DataFile file,
    State state,
    String location,
    Optional<String> actualSha256,
    Optional<String> damage) {
  /** States of a file. */
  public enum State {
    PRESENT,
    MISSING,
    CORRUPT
  }
}
