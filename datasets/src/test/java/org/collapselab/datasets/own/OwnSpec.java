package org.collapselab.datasets.own;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a test reads files: as a user would who sets nothing but what the test is about. */
final class OwnSpec {
  private OwnSpec() {}

  static FileSpec of(Path path) {
    return table(path, "", true);
  }

  static FileSpec table(Path path, String label, boolean header, String... ignored) {
    return with(path, false, FileSpec.Channels.AUTO, label, header, List.of(ignored), List.of());
  }

  static FileSpec regression(Path path) {
    return with(path, true, FileSpec.Channels.AUTO, "", true, List.of(), List.of());
  }

  static FileSpec channels(Path path, FileSpec.Channels channels) {
    return with(path, false, channels, "", true, List.of(), List.of());
  }

  static FileSpec named(Path path, String... names) {
    return with(path, false, FileSpec.Channels.AUTO, "", true, List.of(), List.of(names));
  }

  private static FileSpec with(
      Path path,
      boolean regression,
      FileSpec.Channels channels,
      String label,
      boolean header,
      List<String> ignored,
      List<String> names) {
    return new FileSpec(
        path,
        regression,
        new FileSpec.Arrays("x", "y", "x_test", "y_test", channels),
        new FileSpec.Table(label, ignored, header, Optional.empty()),
        names);
  }
}
