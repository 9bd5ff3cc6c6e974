package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What users start runs under bash 3.2 and the tools of BSD systems. PreflightTest, EnvironmentTest
 * and LayoutTest start it with such tools; this finds what they do not reach.
 */
class PortableShellTest {
  private static final List<String> ABSENT =
      List.of(
          "mapfile|readarray",
          "(declare|local|typeset) -[a-zA-Z]*[AgnlLuU]",
          "\\$\\{\\w+(,,?|\\^\\^?)",
          "\\$\\{\\w+@[A-Z]\\}",
          "&>>|\\|&|;;?&|\\bcoproc\\b|\\bwait -[np]|\\bread -[a-zA-Z]*[iN]",
          "\\[\\[? -v ",
          "\\$EPOCH|\\$SRANDOM|\\$BASHPID",
          "\\[-\\d+\\]",
          "readlink -[fem]",
          "find .*-(quit|printf|regextype|executable)",
          "stat (-c|--)",
          "sed -[a-z]*[irz]",
          "grep -[a-zA-Z]*P",
          "sort -[a-zA-Z]*[Vh]",
          "date (-d|--|-I)",
          "(tail|head) (--|-n -|-c -)",
          "cp -[a-z]*a|cp --",
          "xargs -[a-z]*[dr]|mktemp --|touch -d|realpath|nproc",
          "sha256sum --");

  /** An array that may be empty needs {@code ${a[@]+"${a[@]}"}} under {@code set -u}. */
  private static final Pattern BARE_ARRAY = Pattern.compile("(?<!\\+)\"\\$\\{(\\w+)\\[@\\]\\}\"");

  /** Arrays that always have an element. */
  private static final List<String> FILLED = List.of("jars", "maven");

  private static List<Path> scripts() throws IOException {
    Path root = Launcher.repository();
    try (Stream<Path> bin = Files.list(root.resolve("bin"))) {
      return Stream.concat(
              Stream.of(root.resolve("collapse"), root.resolve("docker/launch")), bin.sorted())
          .toList();
    }
  }

  @Test
  void nothingNeedsANewerBashOrGnuTools() throws IOException {
    assertThat(scripts()).hasSizeGreaterThan(5);
    for (Path script : scripts()) {
      for (String line : Files.readAllLines(script)) {
        String code = line.replaceFirst("(^|\\s)#.*", "");
        for (String construct : ABSENT) {
          assertThat(Pattern.compile(construct).matcher(code).find())
              .as("%s has %s: %s", script.getFileName(), construct, line)
              .isFalse();
        }
        BARE_ARRAY
            .matcher(code)
            .results()
            .forEach(
                found -> assertThat(FILLED).as("%s: %s", script, line).contains(found.group(1)));
      }
    }
  }
}
