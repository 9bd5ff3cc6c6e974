package org.collapselab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.collapselab.studies.sweep.SweepListener;
import org.collapselab.studies.sweep.Trial;
import org.collapselab.trainer.store.sweep.TrialRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on a master and two workers. */
@Tag("nightly")
class StandaloneSparkTest {
  private static final String SWEEP =
      LocalSparkTest.SWEEP.replace("seeds: 2", "seeds: 6").replace("steps: 500", "steps: 3000");

  @TempDir Path runs;
  @TempDir Path home;
  private StandaloneCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = new StandaloneCluster(home, 2);
  }

  @AfterEach
  void stop() throws Exception {
    cluster.close();
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  /** Does something once, when so many trials have ended; keeps the names of all. */
  private static final class After implements SweepListener {
    private final int trials;
    private final Runnable action;
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final AtomicBoolean done = new AtomicBoolean();

    After(int trials, Runnable action) {
      this.trials = trials;
      this.action = action;
    }

    @Override
    public void ended(Trial trial, TrialRecord record) {
      ended.add(trial.id());
      if (ended.size() >= trials && done.compareAndSet(false, true)) {
        new Thread(action).start();
      }
    }
  }

  @Test
  void aWorkerThatDiesCostsNoResultAndDoublesNone() {
    SweepPair pair = SweepPair.of(SWEEP, runs);
    After kill = new After(7, () -> cluster.killWorker(0));
    pair.run(cluster.address(), StandaloneCluster.settings(), kill);
    assertThat(kill.done).isTrue();
    assertThat(kill.ended).hasSize(18).doesNotHaveDuplicates();
    assertThat(home.resolve("work-0")).isNotEmptyDirectory();
    assertThat(home.resolve("work-1")).isNotEmptyDirectory();
  }

  @Test
  void networksTrainOnTheEmbeddedDigits() {
    SweepPair pair = SweepPair.of(LocalSparkTest.NETS, runs);
    pair.run(cluster.address(), StandaloneCluster.settings(), new SweepListener() {});
    assertThat(SweepPair.rows(pair.onSpark())).allMatch(r -> r.get("state").equals("completed"));
  }

  @Test
  void aTrialThatKeepsKillingItsExecutorIsARow() {
    String yaml =
        """
        name: crash
        dufm: {classes: 4, depth: 3, lambda: 0.004, width: 12, tolerance: 0}
        vary: {steps: [10, 40000000, 20]}
        """;
    SweepPair pair = SweepPair.of(yaml, runs);
    Map<String, String> settings = new HashMap<>(StandaloneCluster.settings());
    settings.put("spark.task.maxFailures", "1");
    settings.put("spark.cores.max", "1"); // one executor, so that s2 is what it runs
    After kill =
        new After(
            1,
            () -> {
              pause();
              cluster.killExecutors(0);
              cluster.killExecutors(1);
            });
    SparkCluster spark = new SparkCluster();
    assertThat(
            SweepPair.run(
                pair.onSpark(),
                spark.executor(cluster.address(), settings, Optional.empty()),
                () -> false,
                kill))
        .isTrue();
    assertThat(SweepPair.rows(pair.onSpark()))
        .extracting(row -> row.get("state"))
        .containsExactly("completed", "failed", "completed");
    assertThat(SweepPair.rows(pair.onSpark()).get(1).get("reason"))
        .startsWith("Spark gave up on it: ExecutorLostFailure");
  }

  private static void pause() {
    try {
      Thread.sleep(1500);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
