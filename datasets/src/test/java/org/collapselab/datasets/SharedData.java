package org.collapselab.datasets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The complete data sets, where the machine has them. */
public final class SharedData {
  private SharedData() {}

  /** The directory that holds {@code set}; the test is skipped if there is none. */
  public static DataHome homeWith(String set) {
    Optional<Path> dir = candidates().filter(d -> Files.isDirectory(d.resolve(set))).findFirst();
    assumeTrue(
        dir.isPresent(),
        "SKIPPED: no complete '" + set + "' data; set COLLAPSE_DATA or provide shared/data");
    return DataHome.of(dir.orElseThrow());
  }

  private static Stream<Path> candidates() {
    Stream<Path> named =
        Stream.of(
                System.getProperty("collapse.data", ""),
                System.getenv().getOrDefault(DataHome.ENVIRONMENT_VARIABLE, ""))
            .filter(value -> !value.isBlank())
            .map(Path::of);
    Stream<Path> above =
        Stream.iterate(Path.of("").toAbsolutePath(), dir -> dir != null, Path::getParent)
            .map(dir -> dir.resolve("shared").resolve("data"));
    return Stream.concat(named, above);
  }
}
