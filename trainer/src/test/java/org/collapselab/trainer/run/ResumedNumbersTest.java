package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of resuming depends on the engine; the rest is in {@link ResumeTest}. */
class ResumedNumbersTest {
  @TempDir Path dir;

  private RunResult stoppedAfter(int steps, int threads, String... overrides) {
    int[] asked = {0};
    return new TinyRun(dir).onThreads(threads).stopWhen(() -> asked[0]++ == steps).run(overrides);
  }

  @ParameterizedTest
  @CsvSource({
    "0, optimizer.type=sgd model.precision=double",
    "7, optimizer.type=nesterov data.augment=crop optimizer.warmup_steps=9",
    "11, optimizer.momentum=0.5",
  })
  void aResumedRunEndsAsIfItHadNeverStopped(int steps, String settings) throws IOException {
    String[] overrides = settings.split(" ");
    RunResult whole = new TinyRun(dir).run(overrides);
    RunResult stopped = stoppedAfter(steps, 1, overrides);
    assertThat(stopped.summary().state()).isEqualTo(EndState.INTERRUPTED);
    RunResult resumed = new TinyRun(dir).resume(stopped);
    assertThat(resumed.directory()).isEqualTo(stopped.directory());
    assertThat(resumed.summary().state()).isEqualTo(EndState.COMPLETED);
    assertThat(TinyRun.files(resumed)).isEqualTo(TinyRun.files(whole));
    TinyRun.assertSameResults(resumed, whole);
  }

  /** Of layers wide enough to be cut into pieces. */
  @ParameterizedTest
  @CsvSource({"1, 3", "7, 2"})
  void aRunMayGoOnWithAnotherNumberOfThreads(int first, int second) throws IOException {
    String[] wide = {"model.hidden=[256, 256, 16]", "train.batch_size=100"};
    RunResult whole = new TinyRun(dir).run(wide);
    RunResult stopped = stoppedAfter(3, first, wide);
    assertThat(stopped.summary().state()).isEqualTo(EndState.INTERRUPTED);
    RunResult resumed = new TinyRun(dir).onThreads(second).resume(stopped);
    TinyRun.assertSameResults(resumed, whole);
    JsonNode provenance = TinyRun.json(resumed.directory().provenance());
    assertThat(provenance.get("threads").asInt()).isEqualTo(first);
    assertThat(provenance.get("resumed").get(0).get("threads").asInt()).isEqualTo(second);
  }
}
