package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.collapselab.studies.sweep.SweepDirectory;
import org.collapselab.trainer.store.EndState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DufmCommandTest {
  @TempDir Path runs;

  private Shell dufm(String arguments) {
    List<Object> words = new ArrayList<>(List.of("dufm", "--runs-dir", runs));
    words.addAll(List.of(arguments.split(" ")));
    return Shell.collapse(words.toArray());
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      return entries.reduce((a, b) -> null).orElseThrow();
    }
  }

  @Test
  void seedsAreTrainedJudgedAndSetBesideTheReferences() throws IOException {
    Shell shell =
        dufm(
            "--classes 10 --depth 3 --lambda 0.002 --loss ce --linear --width 12 --seeds 3 --steps"
                + " 3000 --polish");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out())
        .containsPattern("(?m)^ +1 +0\\.0\\d+ ")
        .containsPattern("(?m)^ +3 +0\\.0\\d+ ")
        .contains("orthoplex", "verdicts  ", "steps/s", "SRG needs ReLU")
        .containsPattern("(?m)^ +1 .* orthoplex 1\\.000 0\\.5\\d+ +orthoplex$")
        .containsPattern("(?m)^orthoplex +0\\.0818081$")
        .containsPattern("(?m)^DNC, polished +0\\.1032")
        .doesNotContain("NaN");
    assertThat(shell.err()).containsPattern("(?m)^step 3000 +loss +min 0\\.\\d+");
    Path run = onlyRun();
    assertThat(Files.readAllLines(run.resolve("trials.csv"))).hasSize(4);
    assertThat(run.resolve("spectra.csv")).content().contains("\ns1-seed3,3,pre,10,");
    assertThat(run.resolve("curves.csv")).content().contains("\ns1-seed1,loss,3000,0.0");
    assertThat(run.resolve("provenance.json")).content().contains("\"dufm\"", "\"machine\"");
    assertThat(run.resolve("references.csv")).content().contains("\northoplex,true,0.08180806");
    assertThat(run.resolve("sweep.yaml")).content().contains("width: 12");
  }

  @Test
  void jsonHoldsTheSameNumbers() throws IOException {
    Shell shell =
        dufm("--classes 4 --depth 2 --lambda 0.01 --seeds 2 --steps 50 --first-seed 7 --json");
    JsonNode root = new ObjectMapper().readTree(shell.out());
    assertThat(root.at("/seeds")).hasSize(2);
    assertThat(root.at("/seeds/1/seed").asInt()).isEqualTo(8);
    assertThat(root.at("/seeds/0/post_ranks")).hasSize(2);
    JsonNode best = root.at("/seeds/0/structure/scores/0");
    assertThat(best.at("/score").asDouble()).isLessThanOrEqualTo(1);
    assertThat(best.at("/chance").asDouble()).isEqualTo(levels(best).max().orElseThrow());
    assertThat(root.at("/references/dnc").asDouble())
        .isEqualTo(root.at("/dnc_loss").asDouble())
        .isGreaterThan(0);
  }

  private static DoubleStream levels(JsonNode score) {
    return StreamSupport.stream(score.at("/nulls").spliterator(), false)
        .mapToDouble(of -> of.at("/level").asDouble());
  }

  @Test
  void aRunThatConvergesEarlyHasItsEndInTheLossTableOnce() throws IOException {
    Shell shell = dufm("--classes 4 --depth 3 --lambda 0.5 --seeds 1 --steps 20000");
    assertThat(shell.code()).isZero();
    assertThat(shell.out())
        .contains("zero 1/1 [21 %, 100 %]", "of random starts with explicit features, n = 1;");
    List<String> losses =
        Files.readAllLines(onlyRun().resolve("curves.csv")).stream()
            .filter(line -> line.startsWith("s1-seed1,loss,"))
            .toList();
    assertThat(losses).doesNotHaveDuplicates().hasSizeLessThan(45);
    String end = Files.readAllLines(onlyRun().resolve("trials.csv")).get(1);
    assertThat(end).startsWith("s1-seed1,1,1,completed,,").contains(",converged,");
    assertThat(losses.get(losses.size() - 1)).matches("s1-seed1,loss,\\d+,0\\.5.*");
  }

  @Test
  void penaltiesMayBeginLaterAndMustBeFullBeforeTheEnd() throws IOException {
    String model = "--classes 4 --depth 2 --lambda 0.01 --seeds 1 --steps 50";
    assertThat(dufm(model + " --free-steps 20 --warmup-steps 10").code()).isZero();
    assertThat(onlyRun().resolve("sweep.yaml"))
        .content()
        .contains("free_steps: 20", "warmup_steps: 10");
    Shell never = dufm(model + " --free-steps 20 --warmup-steps 30");
    assertThat(never.code()).isEqualTo(ExitCode.USAGE);
    assertThat(never.err()).contains("that must be less than the 50 steps");
  }

  @Test
  void aStudyIsASweepThatCanBeOpenedAsOne() throws IOException {
    dufm("--classes 4 --depth 2 --lambda 0.01 --seeds 2 --steps 50 --explicit-samples");
    SweepDirectory sweep = SweepDirectory.open(onlyRun());
    assertThat(sweep.config().seeds()).containsExactly(1L, 2L);
    assertThat(sweep.records()).allMatch(r -> r.state() == EndState.COMPLETED);
  }

  @Test
  void classesThatAreNoTriangularNumberLeaveSrgOutWithTheReason() {
    Shell shell = dufm("--classes 4 --depth 3 --lambda 0.01 --seeds 1 --steps 20");
    assertThat(shell.code()).isZero();
    assertThat(shell.out()).containsPattern("(?m)^SRG +not available: .*K = 4 is not");
  }

  @Test
  void aDivergedRunIsSaidSoWithASmallerRate() throws IOException {
    Shell shell =
        dufm("--classes 4 --depth 3 --lambda 0.01 --seeds 2 --steps 100 --learning-rate 50");
    assertThat(shell.code()).isEqualTo(ExitCode.DIVERGED);
    assertThat(shell.err())
        .contains("2 of 2 runs diverged; try a smaller learning rate, such as --learning-rate 25.0")
        .doesNotContain("\tat ");
    assertThat(shell.out()).contains("diverged after ", "diverged 2/2");
    assertThat(Files.readString(onlyRun().resolve("trials.csv")))
        .contains("s1-seed1,1,1,diverged,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --classes 4 --depth 3 --lambda 0                        | must be positive and finite
          --classes 4 --depth 0 --lambda 0.1                      | depth (L) must be at least 1, got 0
          --classes 4 --depth 3 --lambda 0.1 --width 3            | width (d) must be at least
          --classes 4 --depth 3 --lambda 0.1 --seeds 0            | seeds must be at least 1, got 0
          --classes 4 --depth 3 --lambda 0.1 --threads 0          | threads must be at least 1, got 0
          --classes 4 --depth 3 --lambda 0.1 --momentum 1         | momentum must be in [0, 1), got 1
          --classes 4 --depth 3 --lambda 0.1 --learning-rate 0    | learning rate must be positive
          --classes 4 --depth 3 --lambda 0.1 --steps -1           | steps must be at least 0, got -1
          --classes 4 --depth 3 --lambda 0.1 --explicit-samples --samples-per-class 1.5 | whole number
          """)
  void wrongArgumentsAreOneSentenceAndLeaveNoDirectory(String arguments, String message) {
    Shell shell = dufm(arguments);
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).startsWith("collapse: ").contains(message).hasLineCount(1);
    assertThat(runs).isEmptyDirectory();
  }
}
