package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.DataHome;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  private static final String EVERY_STEP = "checkpoint.every_minutes=1e-9";

  @TempDir static Path wholeDir;
  private static RunResult whole;

  @TempDir Path dir;

  /** The run that others are compared with: the same for all, so trained once. */
  @BeforeAll
  static void train() {
    whole = new TinyRun(wholeDir).run();
  }

  private RunResult stoppedAfter(int steps, String... overrides) {
    int[] asked = {0};
    return new TinyRun(dir).stopWhen(() -> asked[0]++ == steps).run(overrides);
  }

  private RunResult resume(RunResult run) {
    return new TinyRun(dir).resume(run);
  }

  @Test
  void aRunMayBeStoppedAgainAndAgain() throws IOException {
    RunResult run = stoppedAfter(2);
    for (int more : new int[] {3, 0, 4}) {
      int[] asked = {0};
      run = new TinyRun(dir).stopWhen(() -> asked[0]++ == more).resume(run);
      assertThat(run.summary().state()).isEqualTo(EndState.INTERRUPTED);
    }
    assertThat(run.summary().steps()).isEqualTo(9);
    run = resume(run);
    TinyRun.assertSameResults(run, whole);
    assertThat(TinyRun.json(run.directory().provenance()).get("resumed"))
        .extracting(process -> process.get("step").asLong())
        .containsExactly(2L, 5L, 5L, 9L);
  }

  /** As a kill leaves it: no summary, rows beyond the checkpoint, half a row at the end. */
  @ParameterizedTest
  @ValueSource(longs = {0, 3, 12})
  void whatWasWrittenAfterTheCheckpointIsTakenBack(long step) throws IOException {
    RunResult killed = new TinyRun(dir).run(EVERY_STEP, "checkpoint.log_spaced=1000");
    Checkpoints checkpoints = new Checkpoints(killed.directory());
    checkpoints.steps().stream().filter(s -> s > step).forEach(checkpoints::delete);
    Files.delete(killed.directory().summary());
    Files.writeString(
        killed.directory().metrics(), "12,3.0000,tr", java.nio.file.StandardOpenOption.APPEND);
    RunResult resumed = resume(killed);
    TinyRun.assertSameResults(resumed, whole);
  }

  @Test
  void aRunKilledBeforeItsFirstCheckpointBeginsAnew() throws IOException {
    RunResult killed = stoppedAfter(6);
    new Checkpoints(killed.directory()).delete(6);
    Files.delete(killed.directory().summary());
    Files.delete(killed.directory().provenance());
    TinyRun.assertSameResults(resume(killed), whole);
  }

  @Test
  void aRunKilledAfterItsGoalWasReachedDoesNotTrainOn() throws IOException {
    String goal = "train.until={metric: equinorm, layer: fc2, below: 1e9}";
    RunResult stopped = new TinyRun(dir).run(goal);
    Files.delete(stopped.directory().summary());
    RunResult resumed = resume(stopped);
    assertThat(resumed.summary().state()).isEqualTo(EndState.STOPPED);
    assertThat(resumed.summary().steps()).isZero();
  }

  @Test
  void theLastFewAndTheLogSpacedCheckpointsStay() {
    RunResult run = stoppedAfter(11, EVERY_STEP, "checkpoint={log_spaced: 3, keep: 4}");
    assertThat(new Checkpoints(run.directory()).steps()).containsExactly(0L, 1L, 3L, 11L);
    assertThat(new Checkpoints(whole.directory()).steps()).containsExactly(12L);
  }

  @Test
  void checkpointingChangesNothing() throws IOException {
    TinyRun.assertSameResults(new TinyRun(dir).run(EVERY_STEP, "checkpoint.log_spaced=5"), whole);
  }

  @Test
  void aCompletedRunIsNotResumed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(whole))
        .withMessageContaining(whole.directory().path() + " has ended: there is nothing to resume");
  }

  @Test
  void aDamagedCheckpointIsNamed() throws IOException {
    RunResult run = stoppedAfter(4);
    Path file = new Checkpoints(run.directory()).file(4);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> resume(run))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("Delete it and try again");
  }

  /** Without what holds the configuration and the results against later edits. */
  private static RunResult ofAnEarlierVersion(RunResult run) throws IOException {
    Manifest.delete(run.directory().path());
    ObjectNode provenance = (ObjectNode) TinyRun.json(run.directory().provenance());
    provenance.remove("configuration");
    Files.writeString(run.directory().provenance(), provenance.toString());
    return run;
  }

  @Test
  void lostRowsAreNotPaperedOver() throws IOException {
    RunResult run = ofAnEarlierVersion(stoppedAfter(4));
    Files.writeString(run.directory().metrics(), "step,epoch\n");
    assertThatThrownBy(() -> resume(run))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("metrics.csv has 11 bytes")
        .hasMessageContaining("rows have been lost");
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefused() throws IOException {
    RunResult run = ofAnEarlierVersion(stoppedAfter(4));
    String yaml = Files.readString(run.directory().config());
    Files.writeString(run.directory().config(), yaml.replace("[16, 16, 16]", "[16, 16, 17]"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(run))
        .withMessageContaining("another network");
  }

  @Test
  void otherDataAreRefused() throws IOException {
    RunResult run = ofAnEarlierVersion(stoppedAfter(4));
    String yaml = Files.readString(run.directory().config());
    Files.writeString(
        run.directory().config(), yaml.replace("samples_per_class: 20", "samples_per_class: 21"));
    assertThatThrownBy(() -> resume(run))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("these are not the data of " + run.directory().path());
  }

  @Test
  void aDirectoryWithoutARunIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoredRun.open(dir, DataHome.of(dir)))
        .withMessageContaining("is not the directory of a run: it has no config.yaml");
  }

  @Test
  void twoProcessesDoNotWorkOnOneRun() {
    RunResult run = stoppedAfter(4);
    TinyRun nested =
        new TinyRun(dir)
            .stopWhen(
                () -> {
                  assertThatThrownBy(() -> resume(run))
                      .hasMessageContaining("another process is working in this directory");
                  return true;
                });
    assertThat(nested.resume(run).summary().state()).isEqualTo(EndState.INTERRUPTED);
    assertThat(List.of(resume(run).summary().state())).containsExactly(EndState.COMPLETED);
  }
}
