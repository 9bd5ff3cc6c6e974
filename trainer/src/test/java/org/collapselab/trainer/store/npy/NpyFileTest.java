package org.collapselab.trainer.store.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void matricesSurviveARoundTripToTheBit(long seed) throws IOException {
    Random random = new Random(seed);
    DMatrixRMaj matrix = new DMatrixRMaj(1 + random.nextInt(9), 1 + random.nextInt(9));
    Arrays.setAll(matrix.data, i -> Double.longBitsToDouble(random.nextLong()));
    NpyFile.write(file(), NpyArray.of(matrix));

    NpyArray read = NpyFile.read(file());

    assertThat(read.type()).isEqualTo(NpyType.FLOAT64);
    assertThat(read.shape()).containsExactly(matrix.numRows, matrix.numCols);
    assertThat(bits(read.toMatrix().data)).containsExactly(bits(matrix.data));
  }

  @Test
  void floatsAndLongsSurviveARoundTrip() throws IOException {
    NpyFile.write(file(), NpyArray.of(new float[] {0.1f, -0f, Float.MIN_VALUE}, 3));
    assertThat(NpyFile.read(file()).toFloats()).containsExactly(0.1f, -0f, Float.MIN_VALUE);
    assertThat(NpyFile.read(file()).toDoubles()[0]).isEqualTo(0.1f);

    NpyFile.write(file(), NpyArray.of(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 2, 1));
    assertThat(NpyFile.read(file()).toLongs()).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(NpyFile.read(file()).shape()).containsExactly(2, 1);
  }

  @Test
  void emptyArraysAreKept() throws IOException {
    NpyFile.write(file(), NpyArray.of(new double[0], 0, 7));
    assertThat(NpyFile.read(file()).shape()).containsExactly(0, 7);
  }

  @Test
  void elementsStartAtAMultipleOf64Bytes() throws IOException {
    NpyFile.write(file(), NpyArray.of(new double[5], 5));
    byte[] bytes = Files.readAllBytes(file());
    assertThat((bytes.length - 5 * Double.BYTES) % 64).isZero();
    assertThat(new String(bytes, 10, bytes.length - 10, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (5,), }");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyArray.of(new double[5], 2, 3))
        .withMessage("shape [2, 3] does not hold 5 values");
    assertThatIllegalArgumentException().isThrownBy(() -> NpyArray.of(new double[1], 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> NpyArray.of(new double[1], -1));
  }

  @Test
  void valuesAreNotConvertedWithLoss() {
    assertThatIllegalStateException()
        .isThrownBy(() -> NpyArray.of(new long[] {1}, 1).toDoubles())
        .withMessage("the array holds INT64, not FLOAT64");
    assertThatIllegalStateException().isThrownBy(() -> NpyArray.of(new double[] {1}, 1).toFloats());
  }

  @Test
  void brokenFilesAreNamedInTheError() throws IOException {
    Files.writeString(file(), "no array");
    assertThatIOException()
        .isThrownBy(() -> NpyFile.read(file()))
        .withMessageContaining("a.npy")
        .withMessageContaining("not a .npy file");

    NpyFile.write(file(), NpyArray.of(new double[5], 5));
    Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 150));
    assertThatIOException()
        .isThrownBy(() -> NpyFile.read(file()))
        .withMessageContaining("22 bytes of elements where shape [5] of FLOAT64 needs 40");
  }

  private Path file() {
    return dir.resolve("a.npy");
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
