package org.collapselab.studies.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.collapselab.datasets.DataHome;

/**
 * What trials need in addition to their settings.
 *
 * @param dataHome where data sets are found
 * @param runs parent of the run directories of experiments
 * @param command command line, for the provenance
 * @param stop polled; true ends trials early
 * @param threads of a trial that trains a network
 */
public record SweepContext(
    DataHome dataHome, Path runs, List<String> command, BooleanSupplier stop, int threads) {
  public SweepContext {
    command = List.copyOf(command);
  }
}
