package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;

/** Keeps docs/architecture.md in step with the code. */
class ArchitectureGuideTest {
  private static final Path GUIDE = Repository.path("docs/architecture.md");
  private static final String CODE = "src/main/java/org/collapselab";

  /** First cell of a row of the table of packages, such as {@code models.dl4j}. */
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `([a-z0-9.]+)` \\|");

  /** A class that the guide sends a reader to, such as {@code SweepFigure}. */
  private static final Pattern CLASS = Pattern.compile("`(?:[a-z0-9.]+\\.)?([A-Z][A-Za-z0-9]+)`");

  @Test
  void theTableNamesEveryPackageAndNoOther() throws IOException {
    assertThat(section("## Packages"))
        .as("packages in %s and in the code", GUIDE)
        .isEqualTo(packages());
  }

  @Test
  void everyClassThatTheGuideNamesIsThere() throws IOException {
    String text = Files.readString(GUIDE);
    List<String> named =
        CLASS
            .matcher(text.substring(text.indexOf("## A run")))
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(named).isNotEmpty().isSubsetOf(classes());
  }

  private static SortedSet<String> section(String heading) throws IOException {
    String text = Files.readString(GUIDE);
    int start = text.indexOf(heading);
    assertThat(start).as(heading).isNotNegative();
    int end = text.indexOf("\n## ", start + 1);
    SortedSet<String> names = new TreeSet<>();
    PACKAGE
        .matcher(text.substring(start, end))
        .results()
        .map((MatchResult m) -> m.group(1))
        .forEach(names::add);
    return names;
  }

  /** Of all modules, Spark and the benchmarks included, without {@code org.collapselab.}. */
  private static SortedSet<String> packages() throws IOException {
    SortedSet<String> packages = new TreeSet<>();
    for (Path code : code()) {
      try (Stream<Path> files = Files.walk(code)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(file -> code.relativize(file.getParent()).toString().replace('/', '.'))
            .forEach(packages::add);
      }
    }
    return packages;
  }

  /** Simple names of the classes that have a file, tests included. */
  private static SortedSet<String> classes() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (Path code : code()) {
      for (Path root : List.of(code, code.resolve("../../../../test/java").normalize())) {
        if (Files.isDirectory(root)) {
          try (Stream<Path> files = Files.walk(root)) {
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
          }
        }
      }
    }
    return names;
  }

  private static List<Path> code() throws IOException {
    try (Stream<Path> modules = Files.list(Repository.path(""))) {
      return modules.map(module -> module.resolve(CODE)).filter(Files::isDirectory).toList();
    }
  }
}
