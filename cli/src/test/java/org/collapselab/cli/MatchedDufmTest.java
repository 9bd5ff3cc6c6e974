package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The DUFM that matches a run, from its command lines. */
class MatchedDufmTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEEDS = "compare={dufm_seeds: 3, dufm_steps: 500}";

  @TempDir Path dir;
  private Path file;
  private Path runs;

  @BeforeEach
  void writeExperiment() throws IOException {
    runs = dir.resolve("runs");
    file =
        Files.writeString(
            dir.resolve("tiny.yaml"),
            """
            name: tiny
            data: {set: mnist-10k, samples_per_class: 5}
            model: {hidden: [20, 16, 12], head: {depth: 2, linear_input: true}}
            regularization: {l2_head: [0.01, 0.02], lambda_h: 0.003}
            train: {epochs: 2, batch_size: 25}
            measure: {samples: 50, test: false, schedule: {type: log, count: 3}}
            """);
  }

  private Shell run(String... more) {
    List<Object> arguments = new ArrayList<>(List.of("run", file, "--runs-dir", runs));
    arguments.addAll(List.of(more));
    return Shell.collapse(arguments.toArray());
  }

  /** The runs without the folder of matched DUFMs, by name. */
  private List<Path> runs() throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private Path onlyRun() throws IOException {
    assertThat(runs()).hasSize(1);
    return runs().get(0);
  }

  private static JsonNode matched(Path run) throws IOException {
    return JSON.readTree(Files.readString(run.resolve("matched-dufm.json")));
  }

  /** The head is fc3, fc4 with d_1 = d_2 ≥ 12: H_1 has 16 neurons, the hidden layer 12. */
  @Test
  void theDufmHasWhatTheHeadOfTheRunHas() throws IOException {
    Shell shell = run(SEEDS);
    assertThat(shell.code()).as(shell.err()).isZero();
    JsonNode matched = matched(onlyRun());
    JsonNode model = matched.get("model");
    assertThat(model.get("classes").asInt()).isEqualTo(10);
    assertThat(model.get("depth").asInt()).isEqualTo(2);
    assertThat(model.get("width").asInt()).isEqualTo(12);
    assertThat(model.get("samples_per_class").asDouble()).isEqualTo(5);
    assertThat(model.get("features").asText()).isEqualTo("EXPLICIT");
    assertThat(model.get("lambda_h").asDouble()).isEqualTo(0.003);
    assertThat(model.get("lambdas")).extracting(JsonNode::asDouble).containsExactly(0.01, 0.02);
    assertThat(matched.at("/descent/steps").asInt()).isEqualTo(500);
    assertThat(matched.get("ends"))
        .extracting(end -> end.get("seed").asInt())
        .containsExactly(1, 2, 3);
    assertThat(matched.get("differences"))
        .singleElement()
        .satisfies(text -> assertThat(text.asText()).contains("the widths 16, 12, H_1 first"));
    JsonNode comparison = JSON.readTree(Files.readString(onlyRun().resolve("comparison.json")));
    assertThat(matched.at("/run/loss")).isEqualTo(comparison.at("/objective/dufm_total"));
    assertThat(matched.at("/run/verdict").asText()).isEqualTo(comparison.get("verdict").asText());
    assertThat(shell.out()).containsPattern("The loss of the head is below that of .* 3 seeds");
    assertThat(onlyRun().resolve("report.html")).content().contains("3 seeds end in DNC");
  }

  @Test
  void anotherRunOfTheSettingComputesNothing() throws IOException {
    assertThat(run(SEEDS).err()).contains("0 of 3 seeds are there already", "3 of 3 done");
    assertThat(run(SEEDS, "seed=2").err())
        .contains("3 of 3 seeds are there already")
        .doesNotContain("done");
    JsonNode first = matched(runs().get(0));
    JsonNode second = matched(runs().get(1));
    assertThat(second.get("ends")).isEqualTo(first.get("ends"));
    assertThat(second.get("run")).isNotEqualTo(first.get("run"));
  }

  @Test
  void aRunIsMatchedLaterToo() throws IOException {
    run();
    Path run = onlyRun();
    assertThat(run.resolve("matched-dufm.json")).doesNotExist();
    Shell shell = Shell.collapse("dufm", "--like", run, "--seeds", "2", "--steps", "400");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out())
        .containsPattern("(?m)^ +1 +0\\.\\d+ ")
        .containsPattern("(?m)^ +2 +0\\.\\d+ ")
        .containsPattern("(?m)^ +run +\\d+\\.\\d+ ")
        .containsPattern("verdicts .*/2 \\[")
        .contains("seeds of the matched DUFM (d = 12, mode explicit: all 50 features, n = 5)")
        .contains("report  " + run)
        .containsPattern("The lowest loss known for this problem is 0\\.\\d{7}, .* times it\\.")
        .doesNotContain("NaN");
    assertThat(run.resolve("report.html")).content().contains("2 seeds end in DNC");
    Shell json = Shell.collapse("dufm", "--like", run, "--seeds", "2", "--steps", "400", "--json");
    JsonNode root = JSON.readTree(json.out());
    assertThat(root.at("/matched/ends")).hasSize(2);
    assertThat(root.at("/above/n").asInt()).isEqualTo(2);
    assertThat(root.at("/above/interval")).hasSize(2);
    double least = Double.POSITIVE_INFINITY;
    for (JsonNode loss : root.at("/references")) {
      least = Math.min(least, loss.asDouble());
    }
    assertThat(root.at("/lowest_known/loss").asDouble()).isEqualTo(least);
  }

  @Test
  void theModeCanBeChosen() throws IOException {
    run();
    Shell shell =
        Shell.collapse(
            "dufm", "--like", onlyRun(), "--seeds", "1", "--steps", "50", "--features", "means");
    assertThat(shell.out())
        .contains("mode means: a column per class that moves as the mean of n = 5")
        .contains("no estimate of their chances");
  }

  /** Killed with two of its seeds done, the command trains the others. */
  @Test
  void whatWasKilledGoesOn() throws Exception {
    run();
    Path run = onlyRun();
    List<String> command =
        List.of("dufm", "--like", run.toString(), "--seeds", "4", "--steps", "8000");
    Process process = new ChildJvm().start(dir.resolve("log"), command);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (process.isAlive() && ends().size() < 2 && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    int kept = ends().size();
    assertThat(kept).as(Files.readString(dir.resolve("log"))).isBetween(2, 4);
    assertThat(run.resolve("matched-dufm.json")).doesNotExist();
    Shell shell = Shell.collapse(command.toArray());
    assertThat(shell.err()).contains("%d of 4 seeds are there already".formatted(kept));
    List<JsonNode> resumed = withoutTimes(matched(run).get("ends"));

    try (Stream<Path> files = Files.walk(runs.resolve(".matched-dufm"))) {
      for (Path seed : files.filter(Files::isRegularFile).toList()) {
        Files.delete(seed);
      }
    }
    Shell.collapse(command.toArray());
    assertThat(withoutTimes(matched(run).get("ends"))).isEqualTo(resumed).hasSize(4);
  }

  private List<Path> ends() throws IOException {
    if (!Files.isDirectory(runs.resolve(".matched-dufm"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(runs.resolve(".matched-dufm"))) {
      return files.filter(path -> path.toString().matches(".*seed-\\d+\\.json")).toList();
    }
  }

  private static List<JsonNode> withoutTimes(JsonNode ends) {
    List<JsonNode> all = new ArrayList<>();
    ends.forEach(end -> all.add(((ObjectNode) end).without("seconds")));
    return all;
  }

  /** A run whose process ended before its DUFM did has a report that says so. */
  @Test
  void resumeComputesWhatIsMissing() throws IOException {
    run(SEEDS);
    Path run = onlyRun();
    Files.writeString(
        run.resolve("matched-dufm.json"), "{\"schema\": 1, \"unavailable\": \"Not done.\"}");
    Files.delete(ends().get(0));
    Shell shell = Shell.collapse("resume", run);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.err()).contains("2 of 3 seeds are there already", "3 of 3 done");
    assertThat(matched(run).get("ends")).hasSize(3);
    assertThat(Shell.collapse("resume", run).err()).doesNotContain("matched DUFM");
  }

  @Test
  void aRunThatIsTrainedLongerIsMatchedAnew() throws IOException {
    run(SEEDS);
    Path run = onlyRun();
    JsonNode before = matched(run).get("run");
    Shell shell = Shell.collapse("resume", run, "train.epochs=4");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(matched(run).get("run")).isNotEqualTo(before);
    assertThat(shell.err()).contains("3 of 3 seeds are there already");
  }

  @Test
  void aDryRunSaysWhatItCosts() {
    Shell shell = run("compare.dufm_seeds=3", "--dry-run");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out())
        .containsPattern(
            "matched DUFM: 3 seeds, of which 0 are there already; d = 12, mode explicit: all 50"
                + " features, n = 5; 60,000 steps, 90.0 time constants; about \\d+ (s|min).* for each"
                + " seed on one thread")
        .contains("the widths 16, 12, H_1 first");
    assertThat(runs).doesNotExist();
    assertThat(run("--dry-run").out()).doesNotContain("matched DUFM");
    assertThat(run(SEEDS, "regularization.lambda_h=0", "--dry-run").out())
        .contains("its λ_H will be matched to the run's features, so its cost is not known yet");
    assertThat(run(SEEDS, "model.hidden=[20, 16, 8]", "--dry-run").out())
        .contains("matched DUFM: none. A hidden layer of the head has 8 neurons, fewer than");
  }

  @Test
  void aHeadThatIsTooNarrowHasNoneAndTheRunStillEndsWell() throws IOException {
    Shell shell = run(SEEDS, "model.hidden=[20, 16, 8]");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out()).contains("No matched DUFM: A hidden layer of the head has 8 neurons");
    Shell later = Shell.collapse("dufm", "--like", onlyRun());
    assertThat(later.code()).isEqualTo(ExitCode.USAGE);
    assertThat(later.err()).startsWith("collapse: A hidden layer of the head has 8 neurons");
  }

  @Test
  void aRunThatDivergedHasNoEndToMatch() throws IOException {
    Shell shell = run(SEEDS, "optimizer.learning_rate=100", "train.epochs=100");
    assertThat(shell.code()).isEqualTo(ExitCode.DIVERGED);
    assertThat(shell.out()).contains("No matched DUFM: The run has no comparison.json");
    assertThat(onlyRun().resolve("report.html")).content().contains("The run has no comparison");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --width 20          | --width does not go with --like: the DUFM has the width of the run's head
          --polish            | --polish does not go with --like
          --runs-dir x        | --runs-dir does not go with --like
          --seeds 0           | seeds must be at least 1, got 0
          --threads 0         | threads must be at least 1, got 0
          --steps -1          | steps must be at least 0, got -1
          --classes 4 --depth 2 --lambda 0.1 | mutually exclusive
          """)
  void optionsThatDoNotFitAreNamed(String option, String message) throws IOException {
    run();
    List<Object> words = new ArrayList<>(List.of("dufm", "--like", onlyRun()));
    words.addAll(List.of(option.split(" ")));
    Shell shell = Shell.collapse(words.toArray());
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).startsWith("collapse: ").contains(message).doesNotContain("\tat ");
    assertThat(onlyRun().resolve("matched-dufm.json")).doesNotExist();
  }

  @Test
  void directoriesWithoutARunAreRefused() {
    assertThat(Shell.collapse("dufm", "--like", dir).err())
        .startsWith("collapse: %s is not the directory of a run".formatted(dir));
    assertThat(Shell.collapse("dufm", "--like", dir.resolve("none")).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          compare.dufm_seeds=-1                        | compare.dufm_seeds: -1 is out of range
          compare.dufm_steps=100                       | compare.dufm_steps: only with compare.dufm_seeds above 0
          compare.dufm_seeds=2 regularization.l2_head=0 | the DUFM needs λ_l > 0 in every layer of the head
          """)
  void configurationsThatCannotBeMatchedAreRefused(String overrides, String message) {
    Shell shell = run(overrides.split(" "));
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains(message);
    assertThat(runs).doesNotExist();
  }
}
