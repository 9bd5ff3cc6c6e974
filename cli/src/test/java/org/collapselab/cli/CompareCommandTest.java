package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of two seeds of one configuration and one of another, trained once. */
class CompareCommandTest {
  @TempDir static Path shared;
  private static Path runs;

  @TempDir Path dir;

  @BeforeAll
  static void train() throws IOException {
    runs = shared.resolve("runs");
    Path file =
        Files.writeString(
            shared.resolve("tiny.yaml"),
            """
            name: tiny
            data: {set: mnist-10k, samples_per_class: 20}
            model: {hidden: [16, 16, 16], head: {depth: 2}}
            regularization: {l2_head: 0.001, lambda_h: 1e-5}
            train: {epochs: 2, batch_size: 50}
            measure: {samples: 100, schedule: {type: log, count: 3}}
            """);
    for (String[] settings :
        List.of(
            new String[] {"seed=1"},
            new String[] {"seed=2"},
            new String[] {"seed=1", "regularization.l2_head=0.002"})) {
      List<Object> words = new ArrayList<>(List.of("run", file, "--runs-dir", runs));
      words.addAll(Arrays.asList(settings));
      assertThat(Shell.collapse(words.toArray()).code()).isZero();
    }
  }

  /** In the order in which they ended; names of the same second are in any order. */
  private static List<Path> runs() {
    try (Stream<Path> entries = Files.list(runs)) {
      return entries.sorted(Comparator.comparing(CompareCommandTest::ended)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime ended(Path run) {
    try {
      return Files.getLastModifiedTime(run.resolve("summary.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Shell compare(Object... more) {
    List<Object> words = new ArrayList<>(List.of("compare", "--out", dir.resolve("out")));
    words.addAll(Arrays.asList(more));
    return Shell.collapse(words.toArray());
  }

  private List<CSVRecord> table(String name) throws IOException {
    try (CSVParser parser = Csv.open(dir.resolve("out").resolve(name))) {
      return parser.getRecords();
    }
  }

  /** A copy of the first run, to be damaged. */
  private Path copy() throws IOException {
    Path copy = Files.createDirectories(dir.resolve("copy"));
    for (String name : List.of("config.yaml", "summary.json", "metrics.csv", "comparison.json")) {
      Files.copy(runs().get(0).resolve(name), copy.resolve(name));
    }
    return copy;
  }

  @Test
  void runsAreGroupedAndTheirNumbersAreThoseOfTheRuns() throws IOException {
    Shell shell = compare(runs().toArray());
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out())
        .contains("group 1, n = 2: regularization.l2_head 0.001")
        .contains("group 2, n = 1: regularization.l2_head 0.002");
    List<CSVRecord> rows = table("runs.csv");
    assertThat(rows).extracting(row -> row.get("group")).containsExactly("1", "1", "2");
    for (int i = 0; i < 3; i++) {
      String headline = Files.readString(runs().get(i).resolve("summary.json"));
      double loss = Double.parseDouble(rows.get(i).get("loss"));
      double accuracy = Double.parseDouble(rows.get(i).get("accuracy"));
      double dnc1 = Double.parseDouble(rows.get(i).get("dnc1"));
      assertThat(headline)
          .contains("\"loss of the head\" : \"%.6f\"".formatted(loss))
          .contains("\"training accuracy\" : \"%.4f\"".formatted(accuracy))
          .contains("\"DNC1 at fc3:post\" : \"%.3e\"".formatted(dnc1));
      assertThat(rows.get(i).get("outcome")).isIn("not collapsed", "lost classes");
    }
  }

  @Test
  void theSummaryHoldsMeansAndSharesPerGroup() throws IOException {
    compare(runs().toArray());
    List<CSVRecord> rows = table("runs.csv");
    double mean =
        (Double.parseDouble(rows.get(0).get("loss")) + Double.parseDouble(rows.get(1).get("loss")))
            / 2;
    assertThat(table("summary.csv"))
        .anySatisfy(
            row -> {
              assertThat(row.get("group")).isEqualTo("1");
              assertThat(row.get("quantity")).isEqualTo("loss");
              assertThat(row.get("n")).isEqualTo("2");
              assertThat(Double.parseDouble(row.get("mean"))).isEqualTo(mean);
            })
        .anySatisfy(row -> assertThat(row.get("quantity")).startsWith("outcome="));
    assertThat(table("differences.csv"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.toList())
                    .containsExactly("regularization.l2_head", "0.001", "0.002"));
  }

  @Test
  void thePageHoldsFiguresAndAsksNothingOfANetwork() throws IOException {
    compare(runs().toArray());
    assertThat(dir.resolve("out/compare.html"))
        .content()
        .contains("3 runs in 2 groups", "Loss over training", "DNC1 over training")
        .contains("Outcomes of the runs", "Singular values at the end")
        .doesNotContain("{{", "Not drawn")
        .doesNotContainPattern("src=\"http");
  }

  @Test
  void theDefaultIsAFreshDirectoryThatALaterComparisonLeavesOut() {
    Path parent = dir.resolve("runs");
    Shell first = Shell.collapse("compare", runs().get(0), "--runs-dir", parent);
    assertThat(first.code()).isZero();
    assertThat(parent.toFile().list()).singleElement().asString().contains("-compare-");
    Path comparison = parent.resolve(parent.toFile().list()[0]);
    assertThat(compare(runs().get(0), comparison).code()).isZero();
    Shell alone = compare(comparison);
    assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
    assertThat(alone.err()).contains("is a comparison; name the directories of runs or sweeps");
  }

  @Test
  void aRunThatGoesOnIsComparedAsFarAsItIs() throws IOException {
    Path copy = copy();
    Files.delete(copy.resolve("summary.json"));
    Files.delete(copy.resolve("comparison.json"));
    String metrics = Files.readString(copy.resolve("metrics.csv"));
    Files.writeString(
        copy.resolve("metrics.csv"), metrics.substring(0, metrics.indexOf("\n8,") + 200));
    Shell shell = compare(copy, runs().get(1));
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out()).contains("unfinished", "Group 1 has not finished");
    CSVRecord row = table("runs.csv").get(0);
    assertThat(row.get("state")).isEqualTo("unfinished");
    assertThat(Long.parseLong(row.get("steps"))).isBetween(1L, 7L);
    assertThat(row.get("accuracy")).isNotEmpty();
    assertThat(row.get("dnc1")).isNotEmpty();
    assertThat(row.get("loss")).isNotEmpty();
    assertThat(row.get("rank_2")).isNotEmpty();
    assertThat(row.get("outcome")).isEmpty();
  }

  @Test
  void tablesCanBeParquet() {
    Shell shell = compare(runs().get(0), "--format", "parquet");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(dir.resolve("out").toFile().list())
        .containsExactlyInAnyOrder(
            "runs.parquet", "summary.parquet", "differences.parquet", "compare.html");
  }

  @Test
  void trialsOfASweepAreRunsToo() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("models.yaml"),
            """
            name: models
            dufm: {classes: 3, depth: 3, lambda: 0.001, steps: 200}
            vary: {width: [3, 6]}
            seeds: 2
            """);
    Path parent = dir.resolve("sweeps");
    assertThat(Shell.collapse("sweep", file, "--runs-dir", parent).code()).isZero();
    Path sweep = parent.resolve(parent.toFile().list()[0]);
    Shell shell = compare(sweep);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out()).contains("group 2, n = 2: width 6");
    List<CSVRecord> rows = table("runs.csv");
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).get("best_reference")).isEqualTo("dnc");
    assertThat(rows.get(0).get("over_best_known")).isEqualTo(rows.get(0).get("loss_over_dnc"));

    Shell mixed = compare(sweep, runs().get(0));
    assertThat(mixed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(mixed.err())
        .contains("holds trials of the DUFM", "holds trained networks; compare them separately");
  }

  @Test
  void whatIsNoRunIsNamedInASentence() throws IOException {
    Path missing = dir.resolve("missing");
    assertThat(compare(missing).err()).contains(missing + " does not exist; name directories");
    assertThat(compare(runs).err()).contains("it holds runs: name them, for example " + runs);
    Path empty = Files.createDirectories(dir.resolve("empty"));
    Shell shell = compare(empty);
    assertThat(shell.err()).contains(empty + " is neither a run nor a sweep");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    Path copy = copy();
    Files.delete(copy.resolve("metrics.csv"));
    Shell unmeasured = compare(copy);
    assertThat(unmeasured.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unmeasured.err()).contains(copy + " has no metrics.csv: nothing was measured");
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void oneBadDirectoryAmongManyIsNamedAndLeftOut() throws IOException {
    Path damaged = copy();
    Files.writeString(damaged.resolve("summary.json"), "{\"name\": \"tiny");
    Path other = Files.createDirectories(dir.resolve("measured"));
    Files.writeString(other.resolve("provenance.json"), "{\"measured\": {\"run\": \"r\"}}");
    Files.writeString(other.resolve("config.yaml"), "name: measure\n");
    Shell shell = compare(runs().get(0), damaged, other);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.err())
        .contains("left out: " + damaged.resolve("summary.json"))
        .contains("left out: " + other + " is a measurement, not a run or a sweep");
    Shell alone = compare(other);
    assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
    assertThat(alone.err()).contains(other + " is a measurement");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Path copy = copy();
    Manifest.delete(copy); // as in a directory of an earlier version
    Files.writeString(copy.resolve("metrics.csv"), "step,split\n1,tra");
    Shell shell = compare(copy);
    assertThat(shell.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(shell.err())
        .contains(copy.resolve("metrics.csv") + " is cut off in its last line")
        .doesNotContain("Exception");
  }

  @Test
  void theTablesOfAComparisonAreNotPutIntoARun() {
    Shell shell = Shell.collapse("compare", runs().get(0), "--out", runs().get(1));
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("--out: ", "is the directory of a run or a sweep");
  }
}
