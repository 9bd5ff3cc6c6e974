package org.collapselab.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.collapselab.datasets.DataHome;
import picocli.CommandLine.Option;

/** {@code --data-dir}. */
final class DataOption {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Directory of the data sets (default: $COLLAPSE_DATA, or" + " ~/.cache/collapselab).")
  private Path dataDir;

  DataHome home() {
    return DataHome.resolve(named());
  }

  /** The value from the command line. */
  Optional<Path> named() {
    return Optional.ofNullable(dataDir);
  }
}
