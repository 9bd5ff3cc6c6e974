package org.collapselab.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.config.FeatureConfigLoader;
import org.collapselab.trainer.store.DirectoryKind;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureMeasurementTest {
  private static final int SAMPLES = 60;
  private static final int CLASSES = 3;
  private static final int WIDTH = 5;

  @TempDir Path dir;

  private static double[] random(int count, long seed) {
    return new Random(seed).doubles(count, -1, 1).toArray();
  }

  private static Arrays arrays() {
    return new Arrays()
        .labelsInTurn(SAMPLES, CLASSES)
        .put("features/h", random(SAMPLES * WIDTH, 1), SAMPLES, WIDTH)
        .put("weights/fc", random(CLASSES * WIDTH, 2), CLASSES, WIDTH);
  }

  private FeatureMeasurement.Result measure(Path path, String... settings) {
    return new FeatureMeasurement(
            path,
            FeatureConfigLoader.load(FeatureMeasurement.settings(path), List.of(settings)),
            List.of("collapse"),
            Workers.alone(),
            run -> {})
        .into(dir.resolve("out"));
  }

  private void refused(Path path, String message, String... settings) {
    assertThatExceptionOfType(ArrayException.class)
        .isThrownBy(() -> measure(path, settings))
        .withMessageContaining(message);
    assertThat(dir.resolve("out").toFile().list()).isNullOrEmpty();
  }

  @Test
  void manySnapshotsAreCurvesWithSharedLabels() throws IOException {
    Path run = Files.createDirectory(dir.resolve("run"));
    new Arrays().labelsInTurn(SAMPLES, CLASSES).folder(run);
    for (int epoch : new int[] {0, 5, 10}) {
      double scale = 1 + epoch;
      double[] values = random(SAMPLES * WIDTH, 1);
      for (int i = 0; i < values.length; i++) {
        values[i] += scale * (i % WIDTH == i / WIDTH % CLASSES ? 1 : 0);
      }
      new Arrays()
          .put("features/h", values, SAMPLES, WIDTH)
          .put("weights/fc", random(CLASSES * WIDTH, 2), CLASSES, WIDTH)
          .npz(run.resolve("v2-epoch-%03d.npz".formatted(epoch)));
    }
    Files.writeString(dir.resolve("run.yaml"), "steps_per_epoch: 2\nname: mine\n");
    FeatureMeasurement.Result result = measure(run, "loss=ce", "lambda=0.01");
    assertThat(result.lines()).hasSize(3).allMatch(line -> line.samples() == SAMPLES);
    List<CSVRecord> rows =
        TinyRun.csv(result.directory().metrics()).stream()
            .filter(row -> row.get("metric").equals("nc1_trace_ratio"))
            .filter(row -> row.get("layer").equals("h"))
            .toList();
    assertThat(rows).extracting(row -> row.get("step")).containsExactly("0", "5", "10");
    assertThat(rows).extracting(row -> row.get("epoch")).contains("2.5000");
    assertThat(rows)
        .extracting(row -> Double.parseDouble(row.get("value")))
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(DirectoryKind.of(result.directory().path())).isEqualTo(DirectoryKind.FEATURES);
    assertThat(result.directory().path().getFileName().toString()).contains("-mine-");
    assertThat(TinyRun.json(result.directory().summary()).path("epochs").asDouble()).isEqualTo(5);
    assertThat(
            TinyRun.json(result.directory().comparison())
                .at("/problem/lambda_h_matched")
                .asBoolean())
        .isTrue();
  }

  @Test
  void heldOutSamplesAreMeasuredAsIfTheyWereAlone() throws IOException {
    int held = 24;
    double[] test = random(held * WIDTH, 9);
    Arrays both =
        arrays()
            .put("features.test/h", test, held, WIDTH)
            .put("labels.test", NpyArray.of(turns(held), held));
    Path alone =
        new Arrays()
            .labelsInTurn(held, CLASSES)
            .put("features/h", test, held, WIDTH)
            .put("weights/fc", random(CLASSES * WIDTH, 2), CLASSES, WIDTH)
            .npz(dir.resolve("alone.npz"));
    FeatureMeasurement.Result expected = measure(alone, "loss=mse", "lambda=0.01");
    Path train = arrays().npz(dir.resolve("train.npz"));
    FeatureMeasurement.Result without = measure(train, "loss=mse", "lambda=0.01");
    for (Path path :
        List.of(
            both.npz(dir.resolve("both.npz")),
            both.folder(dir.resolve("both")),
            both.safetensors(dir.resolve("both.safetensors")))) {
      FeatureMeasurement.Result result = measure(path, "loss=mse", "lambda=0.01");
      assertThat(result.lines()).extracting(line -> line.split()).containsExactly("train", "test");
      assertThat(result.lines().get(1).samples()).isEqualTo(held);
      assertThat(result.notes()).isEqualTo(without.notes());
      List<String> rows = rows(result, "test");
      assertThat(rows).isNotEmpty().allMatch(row -> rows(expected, "train").contains(row));
      assertThat(rows).anyMatch(row -> row.startsWith("[, , fit,"));
      assertThat(rows).anyMatch(row -> row.startsWith("[fc, pre, nc1_trace_ratio,"));
      assertThat(rows(result, "train")).isEqualTo(rows(without, "train"));
      assertThat(Files.readString(result.directory().comparison()))
          .isEqualTo(Files.readString(without.directory().comparison()));
    }
  }

  private static long[] turns(int samples) {
    return IntStream.range(0, samples).mapToLong(i -> i % CLASSES).toArray();
  }

  /** Layer, tap, metric and value of a split. */
  private static List<String> rows(FeatureMeasurement.Result result, String split) {
    try {
      return TinyRun.csv(result.directory().metrics()).stream()
          .filter(row -> row.get("split").equals(split))
          .map(row -> row.stream().skip(3).toList().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void heldOutSamplesThatDoNotFitAreRefused() throws IOException {
    double[] test = random(4 * WIDTH, 9);
    refused(
        arrays().put("features.test/h", test, 4, WIDTH).npz(dir.resolve("a.npz")),
        "no array labels.test");
    refused(
        arrays()
            .put("features.test/other", test, 4, WIDTH)
            .put("labels.test", NpyArray.of(turns(4), 4))
            .npz(dir.resolve("b.npz")),
        "none at a tap that is measured");
    refused(
        arrays()
            .put("features.test/h", test, 4, WIDTH)
            .put("labels.test", NpyArray.of(turns(6), 6))
            .npz(dir.resolve("c.npz")),
        "there are 6 labels");
    refused(
        arrays()
            .put("features.test/h", random(4 * (WIDTH + 1), 9), 4, WIDTH + 1)
            .put("labels.test", NpyArray.of(turns(4), 4))
            .npz(dir.resolve("d.npz")),
        "of the training samples has " + WIDTH);
  }

  @Test
  void aListenerIsToldOfEveryRow() throws IOException {
    long[] rows = new long[2];
    FeatureProgress progress =
        new FeatureProgress() {
          @Override
          public void opened(String name, int number, int of, long all) {
            assertThat(name).isEqualTo("a.npz");
            rows[0] = all;
          }

          @Override
          public void advanced(long further) {
            rows[1] += further;
          }
        };
    new FeatureMeasurement(
            arrays().npz(dir.resolve("a.npz")),
            FeatureConfigLoader.load(Optional.empty(), List.of("loss=mse")),
            List.of("collapse"),
            Workers.alone(),
            run -> {},
            progress)
        .into(dir.resolve("out"));
    assertThat(rows).containsExactly(2L * SAMPLES, 2L * SAMPLES);
  }

  @Test
  void withoutLambdasThereAreNoPenalties() throws IOException {
    FeatureMeasurement.Result result = measure(arrays().npz(dir.resolve("a.npz")), "loss=mse");
    assertThat(Files.readString(result.directory().metrics()))
        .contains("fc,weight,nc3_alignment", "fit_mse")
        .doesNotContain("penalty", "balance_gap", "dufm_objective");
    assertThat(TinyRun.json(result.directory().comparison()).path("unavailable").asText())
        .contains("--lambda");
  }

  @Test
  void withoutOutputsNothingIsSaidOfPredictions() throws IOException {
    Path file =
        new Arrays()
            .labelsInTurn(SAMPLES, CLASSES)
            .put("features/a.b/c", random(SAMPLES * WIDTH, 1), SAMPLES, WIDTH)
            .npz(dir.resolve("a.npz"));
    FeatureMeasurement.Result result = measure(file);
    assertThat(Files.readString(result.directory().metrics()))
        .contains("a.b.c,post,nc1_trace_ratio", "a.b.c,post,nc4_mismatch,NaN")
        .doesNotContain("accuracy", "fit");
    assertThat(result.lines().get(0).accuracy()).isEmpty();
  }

  @Test
  void logitsThatTheHeadDoesNotGiveAreNoticed() throws IOException {
    double[] h = random(SAMPLES * WIDTH, 1);
    double[] w = random(CLASSES * WIDTH, 2);
    double[] z = new double[SAMPLES * CLASSES];
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j < WIDTH; j++) {
        z[i] += h[i / CLASSES * WIDTH + j] * w[i % CLASSES * WIDTH + j];
      }
    }
    Path right = arrays().put("logits", z, SAMPLES, CLASSES).npz(dir.resolve("a.npz"));
    assertThat(measure(right).notes()).isEmpty();
    z[4] += 1;
    Path wrong = arrays().put("logits", z, SAMPLES, CLASSES).npz(dir.resolve("a.npz"));
    assertThat(measure(wrong).notes())
        .singleElement()
        .asString()
        .startsWith("The logits are not what the head makes of h:post: they differ by up to ");
  }

  @Test
  void imbalanceIsMeasuredAndSaid() throws IOException {
    int[] labels = IntStream.range(0, SAMPLES).map(i -> i < 40 ? 0 : 1 + i % 2).toArray();
    FeatureMeasurement.Result result =
        measure(arrays().labels(labels).npz(dir.resolve("a.npz")), "loss=ce", "lambda=0.01");
    assertThat(result.notes())
        .anyMatch(note -> note.startsWith("The classes are imbalanced, 10 to 40 samples each"));
    assertThat(TinyRun.json(result.directory().summary()).path("reason").asText())
        .contains("imbalanced");
    assertThat(
            TinyRun.json(result.directory().comparison())
                .at("/problem/samples_per_class")
                .asDouble())
        .isEqualTo(20);
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    Path file = arrays().npz(dir.resolve("a.npz"));
    String one = Files.readString(measure(file, "loss=ce", "lambda=0.01").directory().metrics());
    try (Workers two = Workers.of(2)) {
      FeatureMeasurement.Result again =
          new FeatureMeasurement(
                  file,
                  FeatureConfigLoader.load(Optional.empty(), List.of("loss=ce", "lambda=0.01")),
                  List.of("collapse"),
                  two,
                  run -> {})
              .into(dir.resolve("out"));
      assertThat(Files.readString(again.directory().metrics())).isEqualTo(one);
    }
  }

  @Test
  void notANumberIsFoundWithItsPlaceAndLeavesNothingBehind() throws IOException {
    double[] values = random(SAMPLES * WIDTH, 1);
    values[17 * WIDTH + 3] = Double.NaN;
    refused(
        arrays().put("features/h", values, SAMPLES, WIDTH).npz(dir.resolve("a.npz")),
        "features/h is NaN at sample 17, value 3");
  }

  @Test
  void aLaterSnapshotThatFailsKeepsTheEarlierOnes() throws IOException {
    Path run = Files.createDirectory(dir.resolve("run"));
    arrays().npz(run.resolve("1.npz"));
    double[] values = random(SAMPLES * WIDTH, 1);
    values[0] = Double.POSITIVE_INFINITY;
    arrays().put("features/h", values, SAMPLES, WIDTH).npz(run.resolve("2.npz"));
    assertThatExceptionOfType(ArrayException.class).isThrownBy(() -> measure(run));
    Path out = dir.resolve("out").resolve(dir.resolve("out").toFile().list()[0]);
    assertThat(Files.readString(out.resolve("metrics.csv"))).contains("h,post,nc1_trace_ratio");
    assertThat(TinyRun.json(out.resolve("summary.json")).path("state").asText())
        .isEqualTo("failed");
  }

  @Test
  void wrongShapesAreNamed() throws IOException {
    refused(
        arrays().put("features/h", random(50 * WIDTH, 1), 50, WIDTH).npz(dir.resolve("a.npz")),
        "features/h has the shape (50, 5), but there are 60 labels");
    refused(
        arrays().put("features/h", random(SAMPLES, 1), SAMPLES).npz(dir.resolve("a.npz")),
        "features are N×d or N×C×H×W");
    refused(
        arrays().put("logits", random(SAMPLES * 2, 1), SAMPLES, 2).npz(dir.resolve("a.npz")),
        "logits has the shape (60, 2); expected (60, 3), one column per class");
    refused(
        arrays().put("weights/fc", random(15, 1), WIDTH, CLASSES).npz(dir.resolve("a.npz")),
        "weights/fc is 5×3, d_out×d_in: it has 5 rows, and K is 3; kernels of JAX and Keras are"
            + " d_in×d_out");
    refused(
        arrays().put("weights/fc", random(12, 1), CLASSES, 4).npz(dir.resolve("a.npz")),
        "weights/fc takes 4 values, and no tap outside the head has so many");
    refused(
        arrays().put("biases/fc", random(2, 1), 2).npz(dir.resolve("a.npz")),
        "biases/fc has the shape (2,); weights/fc has 3 outputs");
  }

  @Test
  void whatTheHeadIsMustBeClear() throws IOException {
    Path two =
        arrays()
            .put("weights/fc0", random(WIDTH * WIDTH, 1), WIDTH, WIDTH)
            .npz(dir.resolve("a.npz"));
    refused(two, "name those of the head, first to last, for example: --head fc,fc0");
    refused(two, "has no weights/fc9; there are weights of fc, fc0", "head=[fc9]");
    refused(
        two,
        "weights/fc0 is 5×5, d_out×d_in: it has 5 columns, and fc has 3 values",
        "head=[fc, fc0]");
    Path both =
        arrays()
            .put("features/g", random(SAMPLES * WIDTH, 1), SAMPLES, WIDTH)
            .npz(dir.resolve("b.npz"));
    refused(both, "which of [g:post, h:post] enters fc? name it: --input h:post");
    refused(both, "has no features of x", "input=x");
    assertThat(measure(both, "input=g").lines().get(0).tap()).hasToString("g:post");
  }

  @Test
  void labelsAreChecked() throws IOException {
    refused(
        arrays()
            .labels(IntStream.range(0, SAMPLES).map(i -> 2 * (i % 2)).toArray())
            .npz(dir.resolve("a.npz")),
        "has no sample of [1] of 3");
    refused(
        arrays()
            .labels(IntStream.range(0, SAMPLES).map(i -> i % 2 - 1).toArray())
            .npz(dir.resolve("a.npz")),
        "has the label -1; labels are 0 to K − 1");
    refused(arrays().labels(new int[SAMPLES]).npz(dir.resolve("a.npz")), "has one class alone");
    refused(
        arrays().put("labels", new double[SAMPLES], SAMPLES).npz(dir.resolve("a.npz")),
        "labels are integers, one per sample");
    refused(
        arrays()
            .put("labels", NpyArray.of(new long[SAMPLES * CLASSES], SAMPLES, CLASSES))
            .npz(dir.resolve("a.npz")),
        "of one-hot rows take labels.argmax(1)");
    refused(arrays().npz(dir.resolve("a.npz")), "but there are K = 2 classes", "classes=2");
    refused(
        new Arrays().put("features/h", random(10, 1), 2, 5).npz(dir.resolve("a.npz")),
        "has no array labels");
    refused(new Arrays().labels(0, 1).npz(dir.resolve("a.npz")), "has no features");
  }

  @Test
  void foldersAreChecked() throws IOException {
    Path empty = Files.createDirectory(dir.resolve("empty"));
    refused(empty, "has neither a folder features nor snapshots");
    Files.writeString(empty.resolve("model.pt"), "x");
    refused(empty, "model.pt is a pickle");
    Path run = Files.createDirectory(dir.resolve("run"));
    arrays().npz(run.resolve("last.npz"));
    refused(run, "last.npz has no number in its name, so its step is not known");
    Files.delete(run.resolve("last.npz"));
    arrays().npz(run.resolve("a1.npz"));
    arrays().npz(run.resolve("b1.npz"));
    refused(run, "have the same number");
    refused(dir.resolve("none"), "does not exist");
  }

  @Test
  void oneThingUnderTwoNamesIsRefused() throws IOException {
    refused(
        arrays()
            .put("features/h.post", random(SAMPLES * WIDTH, 1), SAMPLES, WIDTH)
            .npz(dir.resolve("a.npz")),
        "has h:post twice: as features/h and as features/h.post");
  }

  @ParameterizedTest
  @CsvSource({
    "loss=hinge, hinge",
    "'lambda=[1, 2]', 2 numbers for a head of 1 layers",
    "lamda=1, lamda",
    "classes=1, classes",
  })
  void settingsAreChecked(String setting, String message) throws IOException {
    Path file = arrays().npz(dir.resolve("a.npz"));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> measure(file, setting))
        .withMessageContaining(message);
  }
}
