package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibilityTest {
  @TempDir private static Path dir;
  private static RunResult run;

  @BeforeAll
  static void train() {
    run = new TinyRun(dir).run();
  }

  @Test
  void theSameSeedGivesTheSameFilesToTheByte() throws IOException {
    RunResult again = new TinyRun(dir).run();
    assertThat(again.directory().path()).isNotEqualTo(run.directory().path());
    assertThat(TinyRun.content(again, "config.yaml"))
        .isEqualTo(TinyRun.content(run, "config.yaml"));
    TinyRun.assertSameResults(again, run);
  }

  @Test
  void anotherSeedGivesOtherNumbers() throws IOException {
    RunResult other = new TinyRun(dir).run("seed=2");
    assertThat(TinyRun.content(other, "metrics.csv"))
        .isNotEqualTo(TinyRun.content(run, "metrics.csv"));
    assertThat(TinyRun.content(other, "weights/fc1.npy"))
        .isNotEqualTo(TinyRun.content(run, "weights/fc1.npy"));
  }

  @Test
  void measuringAtEveryStepTrainsTheSameNetworkAsMeasuringAtTheEnds() throws IOException {
    RunResult dense =
        new TinyRun(dir).run("measure.schedule={type: steps, every: 1}", "measure.samples=all");
    RunResult sparse = new TinyRun(dir).run("measure.schedule={type: steps, every: 1000}");
    assertThat(TinyRun.values(dense, "train", "", "", "fit")).hasSize((int) TinyRun.STEPS + 1);
    assertThat(TinyRun.values(sparse, "train", "", "", "fit")).hasSize(2);
    for (String file : TinyRun.files(sparse)) {
      if (file.startsWith("weights/")) {
        assertThat(TinyRun.content(dense, file)).as(file).isEqualTo(TinyRun.content(sparse, file));
      }
    }
  }
}
