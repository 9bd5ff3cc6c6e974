package org.collapselab.studies.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.datasets.DataHome;
import org.collapselab.studies.dufm.EndCache;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.MatchedDufm;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.sweep.TrialRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final String SWEEP =
      """
      name: tiny
      dufm: {classes: 3, depth: 3, lambda: 0.001, steps: 200, matrices: true}
      vary: {width: [2, 3, 6]}
      seeds: 2
      """;

  @TempDir Path runs;

  private SweepDirectory create(String yaml) {
    return SweepDirectory.create(runs, SweepLoader.parse(yaml), List.of("collapse", "sweep"));
  }

  private SweepContext context(BooleanSupplier stop) {
    return new SweepContext(
        DataHome.resolve(Optional.of(runs)), runs.resolve("inner"), List.of("collapse"), stop, 1);
  }

  private boolean run(SweepDirectory directory, int workers) {
    return SweepRunner.run(directory, context(() -> false), workers, false, new SweepListener() {});
  }

  private static List<CSVRecord> table(SweepDirectory directory, String name) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = format.parse(Files.newBufferedReader(directory.path().resolve(name)))) {
      return parser.getRecords();
    }
  }

  @Test
  void everyTrialIsARowAndWhatCannotRunSaysWhy() throws IOException {
    SweepDirectory directory = create(SWEEP);
    assertThat(run(directory, 2)).isTrue();
    List<CSVRecord> rows = table(directory, "trials.csv");
    assertThat(rows).hasSize(6);
    assertThat(rows.get(0).get("trial")).isEqualTo("s1-seed1");
    assertThat(rows.get(0).get("state")).isEqualTo("failed");
    assertThat(rows.get(0).get("reason")).contains("width (d) must be at least");
    assertThat(rows.get(0).get("loss")).isEmpty();
    assertThat(rows.get(5).get("width")).isEqualTo("6");
    assertThat(rows.get(5).get("seed")).isEqualTo("2");
    assertThat(rows.get(5).get("state")).isEqualTo("completed");
    assertThat(Double.parseDouble(rows.get(5).get("loss_over_dnc"))).isGreaterThan(0.5);
    assertThat(table(directory, "predictions.csv"))
        .anyMatch(row -> row.get("setting").equals("3") && row.get("structure").equals("dnc"));
    assertThat(directory.path().resolve("matrices/s3-seed1/post_M_2.npy")).exists();
  }

  @Test
  void trialsEndTheSameOnAnyNumberOfWorkers() throws IOException {
    SweepDirectory one = create(SWEEP);
    SweepDirectory three = create(SWEEP);
    run(one, 1);
    run(three, 3);
    assertThat(Files.readString(three.path().resolve("curves.csv")))
        .isEqualTo(Files.readString(one.path().resolve("curves.csv")));
    assertThat(Files.readString(three.path().resolve("spectra.csv")))
        .isEqualTo(Files.readString(one.path().resolve("spectra.csv")));
  }

  @Test
  void aSweepThatWasStoppedGoesOnWithoutRepeatingATrial() throws IOException {
    SweepDirectory whole = create(SWEEP);
    run(whole, 1);
    SweepDirectory cut = create(SWEEP);
    AtomicInteger ended = new AtomicInteger();
    SweepListener count =
        new SweepListener() {
          @Override
          public void ended(Trial trial, TrialRecord record) {
            ended.incrementAndGet();
          }
        };
    assertThat(SweepRunner.run(cut, context(() -> ended.get() >= 4), 1, false, count)).isFalse();
    assertThat(table(cut, "trials.csv")).hasSize(4);

    // what a kill in the middle of a write would leave
    Files.writeString(cut.path().resolve("trials/s3-seed2.json.part"), "{\"trial\"");
    SweepDirectory again = SweepDirectory.open(cut.path());
    assertThat(SweepRunner.run(again, context(() -> false), 1, false, count)).isTrue();
    assertThat(ended).hasValue(6);
    assertThat(Files.readString(cut.path().resolve("curves.csv")))
        .isEqualTo(Files.readString(whole.path().resolve("curves.csv")));
    assertThat(table(cut, "trials.csv")).hasSize(6);
  }

  @Test
  void failedTrialsRunAgainOnlyOnRequest() {
    SweepDirectory directory = create(SWEEP);
    run(directory, 1);
    assertThat(directory.open(false)).isEmpty();
    assertThat(directory.open(true)).hasSize(2).allMatch(t -> t.setting().index() == 1);
  }

  @Test
  void aRateThatExplodesIsARowToo() throws IOException {
    SweepDirectory directory =
        create("{name: hot, dufm: {classes: 3, lambda: 0.001, learning_rate: 100}}");
    run(directory, 1);
    CSVRecord row = table(directory, "trials.csv").get(0);
    assertThat(row.get("state")).isEqualTo("diverged");
    assertThat(row.get("reason")).contains("try a smaller learning_rate");
  }

  @Test
  void closedFormsAreSweptLikeAnythingElse() throws IOException {
    SweepDirectory directory =
        create("{name: forms, theory: {lambda: 0.004}, vary: {classes: [6, 7, 10]}}");
    run(directory, 1);
    List<CSVRecord> rows = table(directory, "trials.csv");
    assertThat(Double.parseDouble(rows.get(2).get("loss_srg"))).isCloseTo(0.089471, within6());
    assertThat(rows.get(1).get("loss_srg")).isEmpty();
    assertThat(rows.get(0).get("vertices")).isEqualTo("4");
  }

  private static org.assertj.core.data.Offset<Double> within6() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  @Test
  void explicitSamplesHaveACollapseCurvePerLayer() throws IOException {
    SweepDirectory directory =
        create(
            "{name: dnc1, dufm: {classes: 3, depth: 2, lambda: 0.01, samples_per_class: 5,"
                + " features: explicit, steps: 3000}}");
    run(directory, 1);
    List<CSVRecord> dnc1 =
        table(directory, "curves.csv").stream()
            .filter(row -> row.get("quantity").equals("dnc1_2"))
            .toList();
    double first = Double.parseDouble(dnc1.get(0).get("value"));
    double last = Double.parseDouble(dnc1.get(dnc1.size() - 1).get("value"));
    assertThat(first).isGreaterThan(0.1);
    assertThat(last).isLessThan(first / 10);
  }

  @Test
  void networksAreSweptAndTheirMetricsCollected() throws IOException {
    String yaml =
        """
        name: nets
        experiment:
          data: {samples_per_class: 5}
          model: {hidden: [12, 12], head: {depth: 2}}
          train: {epochs: 2, batch_size: 10}
          measure: {samples: 20}
        vary: {regularization.l2_head: [0.0, 0.01]}
        collect:
          - {name: fit, metric: fit}
          - {name: gap, metric: fit, split: test, minus: train}
          - {name: residual, metric: %s, layer: fc2, tap: weight}
          - {name: dnc1, metric: nc1_trace_ratio, layer: last}
          - {name: dnc1_fc2, metric: nc1_trace_ratio, layer: fc2, tap: post}
        """;
    SweepDirectory directory = create(yaml.formatted("rank2_residual"));
    run(directory, 2);
    List<CSVRecord> rows = table(directory, "trials.csv");
    assertThat(rows).allMatch(row -> row.get("state").equals("completed"), rows.toString());
    assertThat(Double.parseDouble(rows.get(1).get("residual"))).isBetween(0.0, 1.0);
    assertThat(Double.parseDouble(rows.get(1).get("gap"))).isFinite().isNotZero();
    assertThat(runs.resolve("inner").resolve(rows.get(1).get("run"))).isDirectory();
    assertThat(table(directory, "spectra.csv")).anyMatch(row -> row.get("layer").equals("3"));
    assertThat(rows.get(1).get("dnc1")).isNotEmpty().isEqualTo(rows.get(1).get("dnc1_fc2"));
    assertThat(rows.get(0).get("loss_over_dnc")).as("no decay, no reference").isEmpty();
    assertThat(rows.get(1).get("loss_over_dnc")).isNotEmpty();

    // Only the last matrix, fc3, has it.
    SweepDirectory unknown = create(yaml.formatted("nc3_alignment"));
    run(unknown, 1);
    assertThat(table(unknown, "trials.csv").get(0).get("reason")).contains("nc3_alignment");
  }

  @Test
  void networksStandBesideTheirMatchedDufm() throws IOException {
    SweepDirectory directory =
        create(
            """
            name: matched
            experiment:
              data: {samples_per_class: 4}
              model: {hidden: [12, 12], head: {depth: 2}}
              regularization: {l2_head: 0.01, lambda_h: 0.01}
              train: {epochs: 1, batch_size: 20}
              measure: {samples: 20, test: false, schedule: {count: 2}}
              compare: {dufm_seeds: 4, dufm_steps: 300}
            seeds: 2
            """);
    run(directory, 2);
    List<CSVRecord> rows = table(directory, "trials.csv");
    assertThat(rows).allMatch(row -> row.get("state").equals("completed"), rows.toString());
    for (CSVRecord row : rows) {
      MatchedDufm matched =
          MatchedDufm.read(
              new RunDirectory(runs.resolve("inner").resolve(row.get("run"))).matchedDufm());
      long above = matched.ends().stream().filter(e -> e.loss() > number(row, "loss")).count();
      assertThat(number(row, "dufm_above")).isEqualTo(above / 4.0);
      long dnc = matched.ends().stream().filter(e -> e.verdict().equals("DNC")).count();
      assertThat(number(row, "dufm_dnc")).isEqualTo(dnc / 4.0);
    }
    try (Stream<Path> folders = Files.list(runs.resolve("inner").resolve(EndCache.FOLDER))) {
      assertThat(folders).as("both networks match the same DUFM").hasSize(1);
    }
  }

  @Test
  void residualNetworksAreDescribedByTheirHead() throws IOException {
    SweepDirectory directory =
        create(
            """
            name: residual
            experiment:
              data: {samples_per_class: 2}
              model: {type: resnet20, head: {depth: 3, width: 12}}
              regularization: {l2_head: 0.001, lambda_h: 0.001}
              train: {epochs: 1, batch_size: 10}
              measure: {samples: 20, test: false, schedule: {count: 2}}
            """);
    run(directory, 1);
    CSVRecord row = table(directory, "trials.csv").get(0);
    assertThat(row.get("state")).as(row.get("reason")).isEqualTo("completed");
    assertThat(number(row, "loss") / number(row, "loss_dnc"))
        .isEqualTo(number(row, "loss_over_dnc"));
    assertThat(number(row, "rank_2")).isBetween(1.0, 10.0);
    assertThat(table(directory, "spectra.csv"))
        .extracting(value -> value.get("tap") + value.get("layer"))
        .containsOnly("pre1", "weight1", "pre2", "post2", "weight2", "pre3", "post3", "weight3");
    assertThat(table(directory, "predictions.csv"))
        .filteredOn(value -> value.get("structure").equals("dnc"))
        .extracting(value -> value.get("tap") + value.get("layer"))
        .contains("pre1", "weight3");
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }

  @Test
  void jumpsOfRankAreCountedInBothDirections() throws IOException {
    SweepDirectory directory =
        create(
            "{name: jumps, completion: {size: 5, lambda: 0.02, learning_rate: 0.05, steps: 20000,"
                + " look_every: 500, width: 8}, seeds: 2}");
    run(directory, 2);
    for (CSVRecord row : table(directory, "trials.csv")) {
      assertThat(row.get("state")).as(row.get("reason")).isEqualTo("completed");
      long jumps =
          table(directory, "jumps.csv").stream()
              .filter(jump -> jump.get("trial").equals(row.get("trial")))
              .count();
      int counted = Integer.parseInt(row.get("jumps_down")) + Integer.parseInt(row.get("jumps_up"));
      assertThat(jumps).isEqualTo(counted);
    }
    assertThat(table(directory, "curves.csv")).anyMatch(r -> r.get("quantity").equals("rank"));
  }

  @Test
  void problemAndStartOfACompletionComeFromTheTrialsSeedUnlessTheyAreWritten() throws IOException {
    List<CSVRecord> own = completion("own", "");
    assertThat(losses(own)).doesNotHaveDuplicates();
    // Gradient descent has no noise, so equal matrices and starts mean equal losses.
    List<CSVRecord> fixed = completion("fixed", "problem_seed: 2, initial_seed: 2,");
    assertThat(losses(fixed)).containsExactly(losses(own).get(1), losses(own).get(1));
    assertThat(losses(completion("problem", "problem_seed: 1,")))
        .startsWith(losses(own).get(0))
        .doesNotContain(losses(own).get(1))
        .doesNotHaveDuplicates();
    assertThat(losses(completion("start", "initial_seed: 2,")))
        .endsWith(losses(own).get(1))
        .doesNotContain(losses(own).get(0))
        .doesNotHaveDuplicates();
  }

  private List<CSVRecord> completion(String name, String seeds) throws IOException {
    SweepDirectory directory =
        create(
            "{name: %s, completion: {size: 4, width: 4, lambda: 0.01, %s learning_rate: 0.1,"
                    .formatted(name, seeds)
                + " batch: all, steps: 300, look_every: 100}, seeds: 2}");
    run(directory, 1);
    return table(directory, "trials.csv");
  }

  private static List<String> losses(List<CSVRecord> trials) {
    return trials.stream().map(trial -> trial.get("loss")).toList();
  }

  @Test
  void aDamagedRecordIsNamed() throws IOException {
    SweepDirectory directory = create(SWEEP);
    run(directory, 1);
    Path record = directory.path().resolve("trials/s2-seed1.json");
    Files.writeString(record, Files.readString(record).substring(0, 30));
    assertThatThrownBy(() -> SweepDirectory.open(directory.path()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("s2-seed1.json");
  }

  @Test
  void theConfigurationComesBackFromTheDirectory() {
    SweepConfig config = SweepLoader.parse(SWEEP);
    assertThat(SweepDirectory.open(create(SWEEP).path()).config()).isEqualTo(config);
  }
}
