package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class SamplesTest {
  private static final Shape SHAPE = new Shape(2, 2, 3);
  private static final List<String> CLASSES = List.of("a", "b");

  /** 6 images of 2×2×3 random bytes with labels 0, 1, 0, 1, … */
  static Samples images(long seed) {
    byte[] pixels = new byte[6 * SHAPE.dim()];
    new Random(seed).nextBytes(pixels);
    return images(pixels);
  }

  private static Samples images(byte[] pixels) {
    int n = pixels.length / SHAPE.dim();

    LabeledImages content =
        new LabeledImages(SHAPE, pixels, IntStream.range(0, n).map(i -> i % 2).toArray());
    return Samples.of(content, CLASSES);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void gathersRowsInTheGivenOrderFromTheOffsetOn(long seed) {
    Samples samples = images(seed);
    int[] rows = {4, 0, 4, 2};
    float[] gathered = new float[3 + rows.length * samples.dim()];
    samples.gather(rows, gathered, 3);
    float[] one = new float[samples.dim()];
    for (int i = 0; i < rows.length; i++) {
      samples.copyRow(rows[i], one, 0);
      for (int j = 0; j < one.length; j++) {
        assertThat(gathered[3 + i * one.length + j]).isEqualTo(one[j]);
      }
    }
    assertThat(gathered).startsWith(0, 0, 0);
  }

  @Test
  void scalesEveryByteValueToItsNearestFloat() {
    byte[] levels = new byte[22 * SHAPE.dim()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) i;
    }
    Samples raw = images(levels);
    Samples unit = raw.scaled(raw.fit(Scaling.UNIT));
    float[] row = new float[SHAPE.dim()];
    for (int i = 0; i < 256; i++) {
      raw.copyRow(i / row.length, row, 0);
      assertThat(row[i % row.length]).isEqualTo(i);
      unit.copyRow(i / row.length, row, 0);
      assertThat(row[i % row.length]).isEqualTo((float) (i / 255.0));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void standardizesEachChannelToMeanZeroAndDeviationOne(long seed) {
    Samples raw = images(seed);
    Samples scaled = raw.scaled(raw.fit(Scaling.STANDARDIZED));
    float[] values = new float[raw.size() * raw.dim()];
    scaled.gather(Subset.all(raw), values, 0);
    for (int channel = 0; channel < 2; channel++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < values.length; i++) {
        if (i / SHAPE.area() % 2 == channel) {
          sum += values[i];
          squares += (double) values[i] * values[i];
        }
      }
      int n = values.length / 2;
      assertThat(sum / n).isCloseTo(0, within(1e-6));
      assertThat(squares / n).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void recordsTheMeanAndPopulationDeviationOfUnitValues() {
    byte[] pixels = new byte[SHAPE.dim()];
    pixels[0] = (byte) 255; // channel 0: 1, 0, 0, 0, 0, 0; channel 1: constant 0
    ChannelScaling scaling = images(pixels).fit(Scaling.STANDARDIZED);
    assertThat(scaling.divisor()).isEqualTo(255);
    assertThat(scaling.mean().get(0)).isCloseTo(1 / 6.0, within(1e-15));
    assertThat(scaling.std().get(0)).isCloseTo(Math.sqrt(5) / 6, within(1e-15));
    assertThat(scaling.std().get(1)).isEqualTo(1);
  }

  @Test
  void mapsAConstantChannelToZero() {
    Samples raw =
        Samples.load(
            table(row(0.1, 5, 0), row(0.1, 7, 1), row(0.1, 9, 1)), Shape.vector(2), CLASSES);
    Samples scaled = raw.scaled(raw.fit(Scaling.STANDARDIZED));
    float[] values = new float[6];
    scaled.gather(new int[] {0, 1, 2}, values, 0);
    assertThat(values[0]).isCloseTo(0, within(1e-12f));
    assertThat(values[1]).isEqualTo((float) (-2 / Math.sqrt(8 / 3.0)));
    assertThat(values[3]).isZero();
  }

  @Test
  void loadsAnyRecordReader() {
    List<Writable> array =
        List.of(
            new NDArrayWritable(Nd4j.createFromArray(1f, 2f, 3f, 4f).reshape(1, 1, 2, 2)),
            new IntWritable(1));
    List<Writable> scalars =
        List.of(
            new DoubleWritable(5),
            new IntWritable(6),
            new Text("7.5"),
            new DoubleWritable(8),
            new Text("0"));
    Samples samples = Samples.load(table(array, scalars), new Shape(1, 2, 2), CLASSES);
    float[] values = new float[8];
    samples.gather(new int[] {0, 1}, values, 0);
    assertThat(values).containsExactly(1, 2, 3, 4, 5, 6, 7.5f, 8);
    assertThat(samples.labels()).containsExactly(1, 0);
    assertThat(samples.classCounts()).containsExactly(1, 1);
  }

  @Test
  void loadsRegressionTargets() {
    RecordTable table = RecordTable.read(table(row(1, 2, 0.25), row(3, 4, -7)), 2);
    Samples samples = Samples.ofTable(table, Shape.vector(2));
    assertThat(samples.isClassification()).isFalse();
    assertThat(samples.numClasses()).isZero();
    assertThat(samples.target(1)).isEqualTo(-7);
    assertThat(samples.select(new int[] {1}).target(0)).isEqualTo(-7);
    assertThatIllegalStateException().isThrownBy(samples::labels);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> samples.fit(Scaling.UNIT))
        .withMessageContaining("STANDARDIZED");
  }

  @Test
  void loadsMoreRecordsThanItsFirstArraysHold() {
    List<List<Writable>> rows = IntStream.range(0, 3000).mapToObj(i -> row(i, -i, i % 2)).toList();
    Samples samples = Samples.load(new CollectionRecordReader(rows), Shape.vector(2), CLASSES);
    float[] last = new float[2];
    samples.copyRow(2999, last, 0);
    assertThat(samples.size()).isEqualTo(3000);
    assertThat(last).containsExactly(2999, -2999);
    assertThat(samples.classCounts()).containsExactly(1500, 1500);
  }

  static Stream<List<Writable>> unusable() {
    return Stream.of(
        row(1, 2, 2),
        row(1, 2, -1),
        row(1, 2, 0.5),
        row(1, 2),
        row(1, 2, 3, 1),
        row(1, Double.NaN, 1),
        row(Double.POSITIVE_INFINITY, 2, 1),
        List.of(new Text("1"), new Text("abc"), new Text("1")));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void namesTheRecordThatDoesNotFit(List<Writable> bad) {
    assertThatThrownBy(() -> Samples.load(table(row(1, 2, 0), bad), Shape.vector(2), CLASSES))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("record 1");
  }

  @Test
  void rejectsAnEmptyReader() {
    assertThatThrownBy(() -> Samples.load(table(), Shape.vector(2), CLASSES))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no records");
  }

  @Test
  void selectsRowsWithTheirLabelsAndScaling() {
    Samples samples = images(5).scaled(images(5).fit(Scaling.UNIT));
    Samples selected = samples.select(new int[] {3, 0});
    float[] expected = new float[2 * samples.dim()];
    float[] actual = new float[2 * samples.dim()];
    samples.gather(new int[] {3, 0}, expected, 0);
    selected.gather(new int[] {0, 1}, actual, 0);
    assertThat(actual).isEqualTo(expected);
    assertThat(selected.labels()).containsExactly(1, 0);
    assertThat(selected.scaling()).isEqualTo(samples.scaling());
  }

  /** Two rows of two columns. */
  static Samples smallTable() {
    return Samples.load(table(row(0.1, 5, 0), row(0.2, 7, 1)), Shape.vector(2), CLASSES);
  }

  private static List<Writable> row(double... values) {
    return Arrays.stream(values).<Writable>mapToObj(DoubleWritable::new).toList();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The rows are only read.
  private static CollectionRecordReader table(List<Writable>... rows) {
    return new CollectionRecordReader(List.of(rows));
  }
}
