package org.collapselab.datasets.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.Digests;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.Samples;
import org.collapselab.datasets.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayDataTest {
  @TempDir Path dir;

  private static float[] row(Samples samples, int row) {
    float[] values = new float[samples.dim()];
    samples.copyRow(row, values, 0);
    return values;
  }

  private static OwnArrays table() {
    return new OwnArrays()
        .floats("x", "(4, 2)", 1, 2, 3, 4, 5, 6, 7, 8)
        .ints("y", "(4,)", 1, 0, 1, 2);
  }

  @Test
  void anArchiveAndAFolderGiveTheSameSamples() throws IOException {
    Path file = table().npz(dir.resolve("a.npz"));
    OwnData archive = OwnFiles.read(OwnSpec.of(file));
    OwnData folder = OwnFiles.read(OwnSpec.of(table().folder(dir.resolve("a"))));
    for (OwnData data : new OwnData[] {archive, folder}) {
      Samples train = data.train();
      assertThat(train.shape()).isEqualTo(Shape.vector(2));
      assertThat(train.labels()).containsExactly(1, 0, 1, 2);
      assertThat(train.classNames()).containsExactly("0", "1", "2");
      assertThat(row(train, 2)).containsExactly(5, 6);
      assertThat(data.test()).isEmpty();
    }
    assertThat(archive.files())
        .singleElement()
        .satisfies(
            hash -> {
              assertThat(hash.name()).isEqualTo("a.npz");
              assertThat(hash.sha256()).isEqualTo(Digests.hex(Files.readAllBytes(file)));
            });
    assertThat(folder.files()).extracting(hash -> hash.name()).containsExactly("x.npy", "y.npy");
  }

  @Test
  void aTestPartAndNamesAreTaken() throws IOException {
    Path file =
        table()
            .floats("x_test", "(1, 2)", 9, 10)
            .ints("y_test", "(1,)", 2)
            .npz(dir.resolve("a.npz"));
    OwnData data = OwnFiles.read(OwnSpec.named(file, "ant", "bee", "cat"));
    assertThat(data.train().classNames()).containsExactly("ant", "bee", "cat");
    assertThat(data.test().orElseThrow().labels()).containsExactly(2);
    assertThat(row(data.test().orElseThrow(), 0)).containsExactly(9, 10);
  }

  @ParameterizedTest
  @CsvSource({
    "'(2, 2, 3)', AUTO, 1, 2, 3",
    "'(2, 1, 2, 3)', AUTO, 1, 2, 3",
    "'(2, 3, 2, 1)', AUTO, 3, 2, 1",
    "'(2, 2, 1, 3)', AUTO, 3, 2, 1",
    "'(2, 2, 1, 3)', FIRST, 2, 1, 3",
    "'(2, 1, 2, 3)', LAST, 3, 1, 2",
    "'(2, 6)', LAST, 6, 1, 1",
    "'(2, 1, 1, 2, 3)', AUTO, 6, 1, 1",
  })
  void theShapeFollowsTheAxes(String shape, FileSpec.Channels channels, int c, int h, int w)
      throws IOException {
    Path file =
        new OwnArrays()
            .bytes("x", shape, 0, 1, 2, 3, 4, 255, 6, 7, 8, 9, 10, 11)
            .ints("y", "(2,)", 0, 1)
            .npz(dir.resolve("a.npz"));
    Samples train = OwnFiles.read(OwnSpec.channels(file, channels)).train();
    assertThat(train.shape()).isEqualTo(new Shape(c, h, w));
    assertThat(train.hasBytes()).isTrue();
    float[] first = row(train, 0);
    if (c == 3 && h * w == 2 && !shape.equals("(2, 3, 2, 1)")) { // stored by pixel, kept by channel
      assertThat(first).containsExactly(0, 3, 1, 4, 2, 255);
    } else {
      assertThat(first).containsExactly(0, 1, 2, 3, 4, 255);
    }
  }

  @Test
  void numbersAreTargetsIfAskedFor() throws IOException {
    Path file =
        new OwnArrays()
            .floats("x", "(3, 1)", 1, 2, 3)
            .floats("y", "(3, 1)", 0.5, -1, 2.25)
            .npz(dir.resolve("a.npz"));
    Samples train = OwnFiles.read(OwnSpec.regression(file)).train();
    assertThat(train.isClassification()).isFalse();
    assertThat(train.target(2)).isEqualTo(2.25f);
  }

  private void refused(OwnArrays arrays, String message) throws IOException {
    Path file = arrays.npz(dir.resolve("a.npz"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> OwnFiles.read(OwnSpec.of(file)))
        .withMessageContaining(file.toString())
        .withMessageContaining(message);
  }

  @Test
  void whatDoesNotFitIsRefusedByName() throws IOException {
    OwnArrays x = new OwnArrays().floats("x", "(2, 2)", 1, 2, 3, 4);
    refused(x, "has no array y; it has x");
    refused(x.ints("y", "(3,)", 0, 1, 2), "has 2 samples in x and 3 in y");
    refused(x.ints("y", "(2, 2)", 0, 1, 1, 0), "of one-hot rows take y.argmax(1)");
    refused(x.floats("y", "(2,)", 0, 0.5), "has 0.5 in row 1; labels are whole numbers");
    refused(x.ints("y", "(2,)", 0, -1), "has the label -1 in row 1");
    refused(x.ints("y", "(2,)", 0, 1).ints("y_test", "(1,)", 0), "has y_test without x_test");
    refused(
        x.floats("x_test", "(1, 3)", 1, 2, 3),
        "samples of x are 2 numbers and those of x_test are 3 numbers");
    refused(
        new OwnArrays().floats("x", "(2, 2)", 1, 2, Double.NaN, 4).ints("y", "(2,)", 0, 1),
        "x has NaN in row 1, value 0");
    refused(new OwnArrays().floats("x", "(2,)", 1, 2).ints("y", "(2,)", 0, 1), "expected (N, d)");
  }

  @ParameterizedTest
  @CsvSource({
    "missing.npz, does not exist; check data.path",
    "x.npy, name the folder that holds inputs and labels",
    "model.h5, 'expected .npz, .safetensors or .csv'",
    "model.pt, is a pickle",
  })
  void otherFilesAreRefused(String name, String message) throws IOException {
    Path file = dir.resolve(name);
    if (!name.startsWith("missing")) {
      Files.writeString(file, "text");
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> OwnFiles.read(OwnSpec.of(file)))
        .withMessageContaining(message);
  }
}
