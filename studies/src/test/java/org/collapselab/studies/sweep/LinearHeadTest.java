package org.collapselab.studies.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.datasets.DataHome;
import org.collapselab.studies.compare.RunFinder;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.reference.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a linear head M_l stands where other heads have σ(M_l). */
class LinearHeadTest {
  private static final String SWEEP =
      """
      name: linear
      experiment:
        data: {set: mnist-10k, samples_per_class: 10}
        model: {hidden: [64, 16, 16], head: {depth: 3, linear_input: true, activation: linear}}
        loss: mse
        regularization: {l2_backbone: 1.0e-5, l2_head: 0.005, lambda_h: 1.0e-3}
        optimizer: {type: heavy_ball, learning_rate: 0.05, momentum: 0.9, warmup_steps: 100}
        train: {epochs: 500, batch_size: 50}
        measure: {samples: 100, schedule: {type: epochs, every: 100}}
      seeds: 1
      """;

  @TempDir Path runs;

  @Test
  void theHeadIsJudgedByItsClassMeans() throws IOException {
    SweepDirectory directory =
        SweepDirectory.create(runs, SweepLoader.parse(SWEEP), List.of("collapse", "sweep"));
    Path inner = runs.resolve("inner");
    SweepContext context =
        new SweepContext(
            DataHome.resolve(Optional.of(runs)), inner, List.of("collapse"), () -> false, 1);
    SweepRunner.run(directory, context, 1, false, new SweepListener() {});
    Map<String, String> row = onlyRow(directory);
    assertThat(row).containsEntry("state", "completed").containsKey("structure_score");
    assertThat(row.get("verdict"))
        .isIn(
            List.of(
                Verdict.DNC.label(),
                Verdict.ORTHOPLEX.label(),
                Verdict.LOW_RANK.label(),
                Verdict.OTHER.label()));
    for (String l : List.of("2", "3")) {
      assertThat(row.get("rank_" + l)).isNotEmpty().isEqualTo(row.get("pre_rank_" + l));
    }
    Map<String, Object> run = RunFinder.read(inner.resolve(row.get("run"))).get(0).values();
    assertThat(run).containsEntry("outcome", row.get("verdict"));
    assertThat(run.get("rank_3")).hasToString(row.get("rank_3"));
    assertThat(run.get("structure_3")).isNotNull();
  }

  private static Map<String, String> onlyRow(SweepDirectory directory) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        format.parse(Files.newBufferedReader(directory.path().resolve("trials.csv")))) {
      List<CSVRecord> rows = parser.getRecords();
      assertThat(rows).hasSize(1);
      return rows.get(0).toMap();
    }
  }
}
