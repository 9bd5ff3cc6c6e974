package org.collapselab.datasets;

import java.util.List;
import java.util.Optional;
import org.collapselab.datasets.DataProvenance.FileHash;

/**
 * Unscaled samples that are not in the {@link Catalog}: read from files of the user, or generated.
 *
 * @param name for messages and provenance
 * @param files what was read, with hashes; names do not change when the data are moved
 * @param train the training samples; without a test part these are all
 * @param test the test part, if there is one
 */
public record OwnData(String name, List<FileHash> files, Samples train, Optional<Samples> test) {
  public OwnData {
    files = List.copyOf(files);
  }
}
