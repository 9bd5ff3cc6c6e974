package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.Metric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.SpectrumMetric;
import org.collapselab.hooks.WeightMetric;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/metrics.md and the columns in docs/sweeps.md follow from the catalogues. */
class MetricsPageTest {
  private static final String REWRITE =
      "%s is stale; rewrite it with: mvn -pl trainer -am package -Dtest=MetricsPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dcollapse.rewrite=true";

  @Test
  void thePageOfMetricsIsTheGeneratedOne() throws IOException {
    check("docs/metrics.md", "metrics", tables());
  }

  @Test
  void theColumnsOfSweepsAreTheGeneratedOnes() throws IOException {
    String page = check("docs/sweeps.md", "columns", columns());
    String perTrial =
        page.substring(page.indexOf("| Trial |"), page.indexOf("<!-- columns: begin -->"));
    assertThat(Finding.values())
        .allSatisfy(finding -> assertThat(perTrial).contains("`" + finding.label() + "`"));
  }

  private static String check(String page, String block, String generated) throws IOException {
    Path file = Repository.path(page);
    String text = Files.readString(file);
    String start = "<!-- %s: begin -->\n".formatted(block);
    int begin = text.indexOf(start) + start.length();
    int end = text.indexOf("<!-- %s: end -->\n".formatted(block));
    assertThat(end).as("markers in %s", file).isGreaterThanOrEqualTo(begin);
    String expected = text.substring(0, begin) + generated + text.substring(end);
    if (Boolean.getBoolean("collapse.rewrite")) {
      Files.writeString(file, expected);
    }
    String checkedIn = Files.readString(file);
    assertThat(checkedIn).as(REWRITE, file.getFileName()).isEqualTo(expected);
    return checkedIn;
  }

  @ParameterizedTest
  @MethodSource("org.collapselab.hooks.Metric#all")
  void theClassThatAMetricIsDefinedInIsThere(Metric metric) throws IOException {
    String file = metric.definition().definedIn() + ".java";
    try (Stream<Path> modules =
        Stream.of("hooks", "models", "trainer").map(m -> Repository.path(m + "/src/main/java"))) {
      assertThat(modules.filter(module -> holds(module, file))).as(file).hasSize(1);
    }
  }

  private static boolean holds(Path folder, String name) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().equals(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String tables() {
    return table(
            "Features at a tap",
            "Measured before (`pre`) and after (`post`) the activation of each selected layer.",
            FeatureMetric.values())
        + table(
            "Singular values",
            "Of the class means at a tap, and of weight matrices (`weight`).",
            SpectrumMetric.values())
        + table("Weights", "Of the weight matrix of a layer (`weight`).", WeightMetric.values())
        + table(
            "The whole network",
            "`layer` and `tap` are empty. On a subset, sums over samples are scaled up to the"
                + " training set.",
            NetworkMetric.values());
  }

  private static String columns() {
    StringBuilder out = new StringBuilder("| Name | Meaning |\n|---|---|\n");
    for (Finding finding : Finding.values()) {
      out.append("| `%s` | %s |\n".formatted(finding.label(), finding.meaning()));
    }
    return out.toString();
  }

  private static String table(String heading, String about, Metric[] metrics) {
    StringBuilder out = new StringBuilder();
    out.append("## %s\n\n%s\n\n".formatted(heading, about));
    out.append("| Metric | Meaning | Values | Special cases | Class |\n|---|---|---|---|---|\n");
    for (Metric metric : metrics) {
      Metric.Definition d = metric.definition();
      List<String> cells =
          List.of(
              "`" + metric.label() + "`",
              d.meaning(),
              d.range(),
              d.degenerate(),
              "`" + d.definedIn() + "`");
      out.append("| ");
      out.append(String.join(" | ", cells.stream().map(c -> c.replace("|", "\\|")).toList()));
      out.append(" |\n");
    }
    return out.append('\n').toString();
  }
}
