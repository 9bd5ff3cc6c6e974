package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureFeaturesTest {
  private static final int SAMPLES = 80;
  private static final int CLASSES = 4;
  private static final int WIDTH = 6;

  @TempDir private static Path dir;
  private static Path features;

  @BeforeAll
  static void write() throws IOException {
    features = dir.resolve("features");
    for (int epoch = 0; epoch < 3; epoch++) {
      Path snapshot = features.resolve("epoch-" + epoch);
      Files.createDirectories(snapshot.resolve("features"));
      Files.createDirectories(snapshot.resolve("weights"));
      Random random = new Random(epoch);
      double[] h = random.doubles((long) SAMPLES * WIDTH, 0, 1.0 / (1 + epoch)).toArray();
      double[] w = random.doubles((long) CLASSES * WIDTH, -0.1, 0.1).toArray();
      for (int i = 0; i < SAMPLES; i++) {
        h[i * WIDTH + i % CLASSES] += 1;
      }
      for (int k = 0; k < CLASSES; k++) {
        w[k * WIDTH + k] += 1;
      }
      NpyFile.write(snapshot.resolve("features/h.npy"), NpyArray.of(h, SAMPLES, WIDTH));
      NpyFile.write(snapshot.resolve("weights/fc.npy"), NpyArray.of(w, CLASSES, WIDTH));
    }
    long[] labels = IntStream.range(0, SAMPLES).mapToLong(i -> i % CLASSES).toArray();
    NpyFile.write(features.resolve("labels.npy"), NpyArray.of(labels, SAMPLES));
  }

  private static Path only(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.reduce((a, b) -> b).orElseThrow();
    }
  }

  private static Path measured(String name, Object... settings) throws IOException {
    Path out = dir.resolve(name);
    Shell shell =
        Shell.collapse(
            Stream.concat(
                    Stream.of("measure", "--features", features, "--out", out), Stream.of(settings))
                .toArray());
    assertThat(shell.code()).as(shell.err()).isZero();
    return only(out);
  }

  @Test
  void theResultIsTheDirectoryOfARun() throws IOException {
    Path run = measured("runs", "--loss", "mse", "--lambda", "0.01", "--lambda-h", "1e-4");
    assertThat(run.toFile().list())
        .contains(
            "metrics.csv",
            "spectra.csv",
            "comparison.json",
            "summary.json",
            "features.yaml",
            "provenance.json",
            "files.json",
            "means",
            "report.html");
    assertThat(Files.readString(run.resolve("comparison.json")))
        .contains("\"structure\" : \"dnc\"", "\"structure\" : \"srg\"");
    assertThat(run.resolve("report.html"))
        .content()
        .contains("Ranks and structure per layer", "DNC1 at h:post", "lambda_h: 0.0001")
        .doesNotContain("is not in the run directory");
    Files.delete(run.resolve("report.html"));
    assertThat(Shell.collapse("report", run).code()).isZero();
    assertThat(run.resolve("report.html")).exists();
  }

  @Test
  void itCanBeComparedAndExported() throws IOException {
    Path first = measured("a", "--loss=ce", "--lambda=0.01", "seed=1");
    Path second = measured("b", "--loss=ce", "--lambda=0.01", "seed=2");
    Path other = measured("c", "--loss=mse", "--lambda=0.01");
    Shell compare = Shell.collapse("compare", first, second, other, "--out", dir.resolve("vs"));
    assertThat(compare.code()).as(compare.err()).isZero();
    assertThat(compare.out()).contains("loss").contains("dnc1");
    assertThat(Files.readString(dir.resolve("vs/runs.csv"))).contains("dnc1", "loss_over_dnc");
    assertThat(dir.resolve("vs/compare.html")).content().contains("mse");
    for (String format : new String[] {"csv", "parquet", "tensorboard"}) {
      Shell export = Shell.collapse("export", first, "--format", format);
      assertThat(export.code()).as(export.err()).isZero();
    }
  }

  @Test
  void layersAndKeysCanBeChosen() throws IOException {
    Path run = measured("d", "name=mine", "--layers", "h:post");
    assertThat(run.getFileName().toString()).contains("-mine-");
    assertThat(Files.readString(run.resolve("comparison.json")))
        .contains("--loss mse or --loss ce");
  }

  @Test
  void aCommandForRunsSaysWhatThisIs() throws IOException {
    Path run = measured("e");
    Shell shell = Shell.collapse("resume", run);
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("is a measurement of another program's network, not a run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --split=test    | 2 | are for runs and models, not for --features
          --checkpoints=1 | 2 | are for runs and models, not for --features
          --loss=l1       | 2 | loss
          --lambda=x      | 2 | lambda
          --head=fc9      | 4 | has no weights/fc9; there are weights of fc
          --layers=conv*  | 2 | tap pattern 'conv*' matches nothing
          depth=3         | 2 | depth
          """)
  void whatCannotBeMeasuredIsRefused(String argument, int code, String message) {
    Path out = dir.resolve("no");
    Shell shell = Shell.collapse("measure", "--features", features, argument, "--out", out);
    assertThat(shell.code()).as(shell.err()).isEqualTo(code);
    assertThat(shell.err()).contains(message).doesNotContain("Exception", "collapse data list");
    assertThat(out).doesNotExist();
  }

  @Test
  void aPickleIsRefusedWithWhatToDo() throws IOException {
    Path file = Files.writeString(dir.resolve("model.pt"), "x");
    Shell shell = Shell.collapse("measure", "--features", file);
    assertThat(shell.code()).isEqualTo(ExitCode.DATA);
    assertThat(shell.err())
        .contains("is a pickle, which can run code")
        .contains("from safetensors.torch import save_file")
        .contains("weights_only=True");
  }

  @Test
  void itsOptionsAreForItAlone() {
    Shell shell = Shell.collapse("measure", dir, "--lambda-h", "1");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("--lambda-h is only for --features PATH");
    assertThat(Shell.collapse("measure").err()).contains("name the directory of a run");
  }
}
