package org.collapselab.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.launcher.JavaModuleOptions;
import org.collapselab.studies.sweep.Cluster;
import org.collapselab.studies.sweep.SweepListener;
import org.collapselab.studies.sweep.Trial;
import org.collapselab.studies.sweep.TrialExecutor;
import org.collapselab.trainer.store.sweep.TrialRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSparkTest {
  static final String SWEEP =
      """
      name: spark
      dufm: {classes: 3, depth: 3, lambda: 0.001, steps: 500, tolerance: 0, matrices: true}
      vary: {width: [2, 3, 6]}
      seeds: 2
      """;

  static final String NETS =
      """
      name: nets
      experiment:
        data: {samples_per_class: 5}
        model: {hidden: [12, 12], head: {depth: 2}}
        train: {epochs: 2, batch_size: 10}
        measure: {samples: 20}
      vary: {regularization.l2_head: [0.0, 0.01]}
      collect: [{name: fit, metric: fit}]
      """;

  private static final SweepListener SILENT = new SweepListener() {};

  @TempDir Path runs;

  @Test
  void sparkIsFoundAndFindsWhatThreadsFind() {
    assertThat(Cluster.find()).isInstanceOf(SparkCluster.class);
    SweepPair pair = SweepPair.of(SWEEP, runs);
    pair.run("local[2]", Map.of(), SILENT);
    assertThat(SweepPair.rows(pair.onSpark()))
        .extracting(row -> row.get("state"))
        .containsExactly("failed", "failed", "completed", "completed", "completed", "completed");
    String matrix = "matrices/s3-seed2/post_M_2.npy";
    assertThat(pair.onSpark().path().resolve(matrix))
        .hasSameBinaryContentAs(pair.inThreads().path().resolve(matrix));
  }

  @Test
  void theRunDirectoriesOfNetworksComeBack() {
    SweepPair pair = SweepPair.of(NETS, runs);
    pair.run("local[2]", Map.of(), SILENT);
    assertThat(SweepPair.rows(pair.onSpark())).allMatch(r -> r.get("state").equals("completed"));
    for (String file : List.of("runs/s2-seed1/metrics.csv", "runs/s1-seed1/spectra.csv")) {
      assertThat(pair.onSpark().path().resolve(file))
          .hasSameTextualContentAs(pair.inThreads().path().resolve(file));
    }
  }

  @Test
  void aSweepThatWasStoppedGoesOnWithoutRepeatingATrial() {
    SweepPair pair = SweepPair.of(SWEEP.replace("seeds: 2", "seeds: 20"), runs);
    AtomicBoolean stop = new AtomicBoolean();
    SweepListener stopper =
        new SweepListener() {
          @Override
          public void ended(Trial trial, TrialRecord record) {
            stop.set(true);
          }
        };
    TrialExecutor spark = new SparkCluster().executor("local[1]", Map.of(), Optional.empty());
    assertThat(SweepPair.run(pair.onSpark(), spark, stop::get, stopper)).isFalse();
    assertThat(SweepPair.rows(pair.onSpark())).hasSizeBetween(1, 59);
    pair.run("local[2]", Map.of(), SILENT);
  }

  @Test
  void executorsElsewhereNeedTheProgram() {
    assertThatThrownBy(() -> new SparkCluster().executor("spark://h:1", Map.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spark.executor.extraClassPath");
  }

  @Test
  void theLauncherOpensWhatThisVersionOfSparkNeeds() throws IOException {
    String[] needed = JavaModuleOptions.defaultModuleOptions().trim().split("\\s+");
    assertThat(Files.readAllLines(Path.of("java-options")))
        .containsAll(Arrays.stream(needed).filter(o -> o.startsWith("--add-opens")).toList());
  }
}
