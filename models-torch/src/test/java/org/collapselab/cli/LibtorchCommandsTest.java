package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.collapselab.models.EngineName;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.RunDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on libtorch, and runs that change engines. */
class LibtorchCommandsTest {
  private static final String YAML =
      """
      name: tiny
      data: {set: mnist-10k, samples_per_class: 20}
      model: {hidden: [16, 16, 16], head: {depth: 2}}
      regularization: {l2_backbone: 1e-3, l2_head: [1e-3, 2e-3], lambda_h: 1e-5}
      optimizer: {schedule: {type: constant}}
      train: {epochs: 3, batch_size: 50}
      measure: {samples: 100, schedule: {type: steps, every: 4}}
      checkpoint: {log_spaced: 4}
      """;

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(dir.resolve("tiny.yaml"), YAML);
  }

  private Path run(String name, Object... more) throws IOException {
    Path runs = dir.resolve(name);
    Object[] line =
        Stream.concat(Stream.of("run", file, "--runs-dir", runs), Stream.of(more)).toArray();
    Shell shell = Shell.collapse(line);
    assertThat(shell.code()).as(shell.err()).isZero();
    return only(runs);
  }

  private static Path only(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      List<Path> all = entries.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private static JsonNode json(Path path) throws IOException {
    return new ObjectMapper().readTree(path.toFile());
  }

  private static EngineName engineOfTheLastStep(Path run) {
    Checkpoints checkpoints = new Checkpoints(new RunDirectory(run));
    return checkpoints.read(checkpoints.last().orElseThrow()).engine();
  }

  private static double[] parameters(Path run) {
    Checkpoints checkpoints = new Checkpoints(new RunDirectory(run));
    return checkpoints.read(checkpoints.last().orElseThrow()).network().parameters();
  }

  @Test
  void aRunSaysWhichEngineComputedItAndIsReproducedAndMeasuredToTheBit() throws IOException {
    Path run = run("runs", "--engine", "libtorch", "--threads", "1");
    JsonNode provenance = json(run.resolve("provenance.json"));
    assertThat(provenance.at("/engine/engine").asText()).startsWith("libtorch 2.");
    assertThat(provenance.at("/device/used").asText()).isEqualTo("cpu");
    assertThat(provenance.at("/configuration/engine.name").asText()).isEqualTo("libtorch");
    assertThat(engineOfTheLastStep(run)).isEqualTo(EngineName.LIBTORCH);
    assertThat(run.resolve("model.safetensors")).isNotEmptyFile();
    assertThat(run.resolve("model.zip")).doesNotExist();

    Shell again =
        Shell.collapse("reproduce", run, "--threads", "2", "--runs-dir", dir.resolve("again"));
    assertThat(again.out()).contains("reproduced to the last bit").doesNotContain("differs");

    Shell measured =
        Shell.collapse("measure", run, "--checkpoints", "all", "--out", dir.resolve("measured"));
    assertThat(measured.code()).as(measured.err()).isZero();
    Path tables = only(dir.resolve("measured"));
    assertThat(json(tables.resolve("provenance.json")).at("/engine/engine").asText())
        .startsWith("libtorch 2.");
    String last = "12,3.0000,train,";
    assertThat(rows(tables, last)).isNotEmpty().isEqualTo(rows(run, last));
  }

  private static List<String> rows(Path directory, String prefix) throws IOException {
    return Files.readAllLines(directory.resolve("metrics.csv")).stream()
        .filter(row -> row.startsWith(prefix))
        .toList();
  }

  /** Pictures that move, and penalties that rise. */
  @Test
  void residentDataGiveTheNumbersOfCopiedOnes() throws IOException {
    Object[] line = {"--engine", "libtorch", "data.augment=crop", "data.scaling=standardized"};
    Path copied = run("copied", line);
    Path resident =
        run(
            "resident",
            Stream.concat(Stream.of(line), Stream.of("engine.data=resident")).toArray());
    assertThat(parameters(resident)).containsExactly(parameters(copied));
    assertThat(resident.resolve("metrics.csv"))
        .hasSameTextualContentAs(copied.resolve("metrics.csv"));

    Shell elsewhere = Shell.collapse("run", file, "engine.data=resident", "--engine", "dl4j");
    assertThat(elsewhere.code()).isEqualTo(ExitCode.USAGE);
    assertThat(elsewhere.err())
        .contains("engine.data: dl4j copies every batch; use auto, or libtorch");
  }

  /** In FP64 the engines differ by rounding alone. */
  @Test
  void eitherEngineContinuesWhatTheOtherBegan() throws IOException {
    String fp64 = "model.precision=double";
    double[] whole = parameters(run("whole", fp64));
    for (EngineName second : EngineName.values()) {
      EngineName first = second == EngineName.DL4J ? EngineName.LIBTORCH : EngineName.DL4J;
      Path run = run(first.key(), fp64, "train.epochs=2", "--engine", first.key());
      Shell resumed = Shell.collapse("resume", run, "train.epochs=3", "--engine", second.key());
      assertThat(resumed.code()).as(resumed.err()).isZero();
      assertThat(resumed.err())
          .contains(
              second.label() + " continues with the weights and velocities of the checkpoint");
      assertThat(parameters(run)).containsExactly(whole, Offset.offset(1e-10));
      assertThat(engineOfTheLastStep(run)).isEqualTo(second);
      JsonNode resumption = json(run.resolve("provenance.json")).at("/resumed/0");
      assertThat(resumption.at("/engine/engine").asText()).startsWith(second.label());
      assertThat(resumption.get("changes"))
          .extracting(c -> c.get("key").asText())
          .contains("engine.name");
      assertThat(Shell.collapse("reproduce", run).err()).contains("were changed during training");
    }
  }

  @Test
  void sweepsGiveTheSameInThreadsAndInProcesses() throws IOException {
    Path sweep =
        Files.writeString(
            dir.resolve("sweep.yaml"),
            """
            name: widths
            experiment:
              data: {set: mnist-10k, samples_per_class: 10}
              model: {hidden: [12, 12], head: {depth: 2}}
              engine: {name: libtorch}
              train: {epochs: 2, batch_size: 50}
              measure: {samples: 50, test: false, schedule: {type: log, count: 2}}
            vary: {optimizer.learning_rate: [0.01, 0.02]}
            seeds: 2
            """);
    String threads = spectra(sweep, "--workers=2");
    assertThat(threads).isEqualTo(spectra(sweep, "--processes=2"));
    assertThat(threads.lines()).hasSizeGreaterThan(4);
  }

  private String spectra(Path sweep, String where) throws IOException {
    Path runs = dir.resolve(where);
    Shell shell = Shell.collapse("sweep", sweep, where, "--runs-dir", runs);
    assertThat(shell.code()).as(shell.err()).isZero();
    Path directory = only(runs);
    for (String provenance : List.of("provenance.json", "runs/s1-seed1/provenance.json")) {
      assertThat(json(directory.resolve(provenance)).at("/engine/engine").asText())
          .startsWith("libtorch");
    }
    return Files.readString(directory.resolve("spectra.csv"));
  }

  @Test
  void anUnknownEngineIsRefused() {
    Shell shell = Shell.collapse("run", file, "--engine", "caffe");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("--engine").contains("caffe");
  }

  @Test
  void doctorDescribesTheEngineThatIsAskedFor() {
    Shell shell = Shell.collapse("doctor", "--engine", "libtorch");
    assertThat(shell.out())
        .contains("libtorch 2.")
        .containsPattern("engines in this build +dl4j, libtorch")
        .containsPattern("natives +pytorch-");
  }

  /** The activations of a batch take half a gigabyte. */
  @Test
  void tooLittleNativeMemoryIsSaidInASentence() throws Exception {
    Path large =
        Files.writeString(
            dir.resolve("large.yaml"),
            """
            name: large
            data: {set: mnist-10k, samples_per_class: 50}
            model: {type: resnet20}
            engine: {name: libtorch}
            train: {epochs: 1, batch_size: 500}
            measure: {samples: 10, test: false, taps: ['fc*']}
            """);
    Path log = dir.resolve("log");
    Process process =
        new ChildJvm()
            .with("-Dcollapse.native.mb=256")
            .start(log, List.of("run", large.toString(), "--runs-dir", dir.toString()));
    assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(ExitCode.FAILURE);
    assertThat(Files.readString(log))
        .contains("collapse: out of memory (")
        .contains("COLLAPSE_NATIVE_MB=256")
        .doesNotContain("\tat ");
  }
}
