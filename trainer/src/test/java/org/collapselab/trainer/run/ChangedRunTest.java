package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.store.RunFiles;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a run whose files are not what they were. */
class ChangedRunTest {
  @TempDir Path dir;

  private RunResult stoppedAfter(int steps, String... overrides) {
    int[] asked = {0};
    return new TinyRun(dir).stopWhen(() -> asked[0]++ == steps).run(overrides);
  }

  private RunResult resume(RunResult run, String... changes) {
    return new TinyRun(dir).resume(run, changes);
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "l2_backbone: 0.001, l2_backbone: 0.002, regularization.l2_backbone",
    "seed: 1, seed: 2, seed",
    "epochs: 3, epochs: 4, train.epochs",
  })
  void anEditedConfigurationIsRefused(String from, String to, String key) throws IOException {
    RunResult run = stoppedAfter(5);
    edit(run.directory().config(), from, to);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(run))
        .withMessageContaining("config.yaml was edited")
        .withMessageContaining(key);
  }

  /** Everything behind the cut falls back to its default. */
  @Test
  void aConfigurationThatIsCutOffIsRefused() throws IOException {
    RunResult run = new TinyRun(dir).run();
    String text = Files.readString(run.directory().config());
    Files.writeString(run.directory().config(), text.substring(0, text.indexOf("regularization:")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(run, "train.epochs=4"))
        .withMessageContaining("config.yaml was edited");
  }

  @Test
  void commentsAndSpacesMayChange() throws IOException {
    RunResult run = stoppedAfter(5);
    edit(run.directory().config(), "seed: 1", "seed:   1 # as always");
    assertThat(resume(run).summary().state()).isEqualTo(EndState.COMPLETED);
  }

  @Test
  void aRunIsTrainedLongerAndSaysSo() throws IOException {
    String constant = "optimizer.schedule.type=constant";
    RunResult longer = resume(new TinyRun(dir).run(constant), "train.epochs=5");
    assertThat(longer.summary().steps()).isEqualTo(20);
    RunResult whole = new TinyRun(dir).run(constant, "train.epochs=5");
    assertThat(new Checkpoints(longer.directory()).read(20).parameterHash())
        .isEqualTo(new Checkpoints(whole.directory()).read(20).parameterHash());
    JsonNode resumed = TinyRun.json(longer.directory().provenance()).get("resumed").get(0);
    assertThat(resumed.get("step").asLong()).isEqualTo(12);
    assertThat(resumed.get("changes").toString())
        .isEqualTo("[{\"key\":\"train.epochs\",\"from\":\"3\",\"to\":\"5\"}]");
    assertThat(ConfigLoader.load(longer.directory().config(), java.util.List.of()).train().epochs())
        .isEqualTo(5);
    assertThat(resume(longer, "train.epochs=6").summary().steps()).isEqualTo(24);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"optimizer.learning_rate=0.1", "seed=3", "train.batch_size=20", "loss=ce"})
  void whatWouldChangeThePastIsRefused(String change) {
    RunResult run = stoppedAfter(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(run, change))
        .withMessageContaining(change.substring(0, change.indexOf('=')))
        .withMessageContaining("cannot be changed");
  }

  @Test
  void aRunIsNotMadeShorterThanItIs() {
    RunResult run = new TinyRun(dir).run();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(run, "train.epochs=2"))
        .withMessageContaining("train.epochs=2");
  }

  @Test
  void anotherGoalIsPursued() {
    String goal = "train.until={metric: equinorm, layer: fc2, below: 1e9}";
    RunResult stopped = new TinyRun(dir).run(goal);
    assertThat(stopped.summary().steps()).isZero();
    RunResult on = resume(stopped, "train.until=null");
    assertThat(on.summary().state()).isEqualTo(EndState.COMPLETED);
    assertThat(on.summary().steps()).isEqualTo(12);
  }

  /** As a kill leaves it between the two files. */
  @Test
  void aChangeThatOnlyTheProvenanceHasIsCompleted() throws IOException {
    RunResult run = new TinyRun(dir).run();
    String before = Files.readString(run.directory().config());
    RunResult longer = resume(run, "train.epochs=4");
    Files.writeString(longer.directory().config(), before);
    Files.delete(longer.directory().summary());
    assertThat(resume(longer).summary().steps()).isEqualTo(16);
    assertThat(Files.readString(longer.directory().config())).contains("epochs: 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.csv",
        "spectra.csv",
        "comparison.json",
        "provenance.json",
        "means/fc4.pre.npy"
      })
  void aChangedByteOfAFinishedRunIsNoticed(String name) throws IOException {
    RunResult run = new TinyRun(dir).run();
    Path file = run.directory().path().resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length * 2 / 3] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> RunFiles.read(run.directory().path()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("damaged or was edited");
  }

  /** 6.18E-5 becomes 6.18: still a number, still a whole line. */
  @Test
  void aTableCutInsideANumberIsNoticed() throws IOException {
    RunResult run = new TinyRun(dir).run();
    String text = Files.readString(run.directory().metrics());
    Files.writeString(run.directory().metrics(), text.substring(0, text.length() - 3) + "\n");
    assertThatThrownBy(() -> RunFiles.read(run.directory().path()))
        .hasMessageContaining("metrics.csv is damaged");
  }

  @Test
  void aDirectoryOfAnEarlierVersionIsStillRead() throws IOException {
    RunResult run = new TinyRun(dir).run();
    Manifest.delete(run.directory().path());
    assertThat(RunFiles.read(run.directory().path()).metrics()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics.csv", "spectra.csv", "config.yaml", "provenance.json"})
  void whatIsDeletedMeanwhileIsNoticed(String name) throws IOException {
    int[] asked = {0};
    assertThatThrownBy(
            () ->
                new TinyRun(dir)
                    .stopWhen(
                        () -> {
                          if (asked[0]++ == 6) {
                            delete(name);
                          }
                          return false;
                        })
                    .run())
        .hasMessageContaining(name)
        .hasMessageContaining("deleted");
    Path run = onlyRun();
    assertThat(TinyRun.json(run.resolve("summary.json")).get("state").asText()).isEqualTo("failed");
  }

  private void delete(String name) {
    try {
      Files.delete(onlyRun().resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path onlyRun() throws IOException {
    try (var runs = Files.list(dir)) {
      return runs.filter(path -> path.getFileName().toString().contains("-tiny-"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void whatAKillLeftHalfWrittenIsSweptUp() throws IOException {
    RunResult run = stoppedAfter(5);
    Path dirPath = run.directory().path();
    Files.writeString(dirPath.resolve("checkpoints/step-000000009.npz.part"), "half");
    Files.writeString(dirPath.resolve("summary.json.part"), "half");
    assertThat(TinyRun.files(resume(run))).noneMatch(file -> file.endsWith(".part"));
  }

  @Test
  void aFalseStepIsRefused() throws IOException {
    RunResult run = stoppedAfter(5);
    Checkpoints checkpoints = new Checkpoints(run.directory());
    Files.copy(checkpoints.file(5), checkpoints.file(1_000_000));
    assertThatThrownBy(() -> resume(run))
        .hasMessageContaining("step-001000000.npz")
        .hasMessageContaining("damaged");
  }
}
