package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.datasets.testing.Python;
import org.collapselab.trainer.testing.Repository;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executes docs/notebook.md. */
class NotebookTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```python\n(.*?)^```$");
  private static final List<String> FIGURES =
      List.of("loss-and-collapse.pdf", "share-of-dnc.pdf", "spectra.pdf");

  /** The columns of the study of widths, in less than a second. */
  private static final String SWEEP =
      """
      name: widths
      dufm: {classes: 3, depth: 3, lambda: 0.004, steps: 300}
      cases:
        - {samples_per_class: 1, width: 4}
        - {samples_per_class: 1, width: 8}
        - {samples_per_class: 2, width: 4}
      seeds: 2
      """;

  @TempDir Path dir;

  @Test
  void itsBlocksDrawThreeFigures() throws IOException, InterruptedException {
    Path run = new TinyRun(dir.resolve("run")).run().directory().path();
    Path file = Files.writeString(dir.resolve("widths.yaml"), SWEEP);
    Path sweeps = dir.resolve("sweep");
    Shell shell = Shell.collapse("sweep", file, "--runs-dir", sweeps);
    assertThat(shell.code()).as(shell.err()).isZero();
    String page = Files.readString(Repository.path("docs/notebook.md"));
    String code = BLOCK.matcher(page).results().map(m -> m.group(1)).collect(Collectors.joining());
    code = set("RUN", run, code);
    code = set("SWEEP", only(sweeps), code);
    code += "assert over_time.shape[1] == 10, over_time.shape\n";
    String output = Python.with("numpy", "pandas", "matplotlib").run(dir, code);
    assertThat(output).contains("loss / DNC at the end: ").doesNotContain("nan", "Warning");
    for (String figure : FIGURES) {
      assertThat(Files.size(dir.resolve(figure))).as(figure).isGreaterThan(5000);
      assertThat(page).contains(figure);
    }
  }

  private static String set(String name, Path path, String code) {
    Pattern line = Pattern.compile("(?m)^" + name + " = Path\\(.*$");
    assertThat(line.matcher(code).find()).isTrue();
    return line.matcher(code).replaceFirst("%s = Path(r'%s')".formatted(name, path));
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
