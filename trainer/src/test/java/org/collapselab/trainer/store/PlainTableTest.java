package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTableTest {
  private static final String HEADER = "step,epoch,split,layer,tap,metric,value\n";
  private static final String ROW = "0,0.0000,train,,,accuracy,0.1\n";

  @TempDir Path dir;

  /** What the reader of any table gives. */
  private static SeriesTable expected(Path file) throws IOException {
    SeriesTable.Builder table = new SeriesTable.Builder();
    RunTable.METRICS.read(file, table::add);
    return table.build();
  }

  private Path file(String content) throws IOException {
    return Files.writeString(dir.resolve("metrics.csv"), content, StandardCharsets.UTF_8);
  }

  @Test
  void aPlainTableIsReadAsAnyOther() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 5000; i++) {
      int step = i / 3;
      double value =
          switch (i % 7) {
            case 0 -> random.nextDouble();
            case 1 -> -random.nextInt(1000) / 8.0;
            case 2 -> Double.longBitsToDouble(random.nextLong());
            case 3 -> Double.MIN_VALUE * random.nextInt(9);
            case 4 -> random.nextInt();
            default -> random.nextGaussian() * 1e-5;
          };
      String cell = i % 50 == 0 ? "" : Double.toString(value);
      rows.append("%d,%d.2500,train,fc%d,post,nc1,%s%n".formatted(step, step, i % 3, cell));
    }
    Path file = file(rows.toString());
    assertThat(PlainTable.read(RunTable.METRICS, file, true)).hasValue(expected(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        "1.",
        ".5",
        "+1",
        "123456789012345678901234567890",
        "9007199254740993",
        "2.2250738585072011E-308",
        "4.9E-324",
        "1.7976931348623157E308",
        "1e400",
        "NaN",
        "-Infinity"
      })
  void numbersAreThoseOfJava(String text) throws IOException {
    Path file = file(HEADER + "0,0.0000,train,,,accuracy," + text + "\n");
    SeriesTable table = PlainTable.read(RunTable.METRICS, file, true).orElseThrow();
    assertThat(Double.valueOf(table.series().get(0).last().value()))
        .isEqualTo(Double.valueOf(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "step,epoch\n",
        HEADER + "0,0.0000,train,,,\"accuracy\",0.1\n",
        HEADER + "0,0.0000,train,größe,post,nc1,0.1\n",
        HEADER + "0,0.0000,train,,,accuracy,0.1\r\n",
        HEADER + ROW + "1,0.5,train,,accuracy,0.1\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,0.1,\n",
        HEADER + ROW + "one,0.5,train,,,accuracy,0.1\n",
        HEADER + ROW + "-1,0.5,train,,,accuracy,0.1\n",
        HEADER + ROW + "1,half,train,,,accuracy,0.1\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,0.1x\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,-\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,.\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,1.2.3\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,--1\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,1-2\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,e\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,1_000\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,infinity\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,1e\n",
        HEADER + ROW + "\n",
        HEADER + ROW + "1,0.5,train,,,accuracy,0.1"
      })
  void everyOtherTableIsLeftToTheReaderThatExplains(String content) throws IOException {
    assertThat(PlainTable.read(RunTable.METRICS, file(content), true)).isEmpty();
  }

  @Test
  void aTableInTheWritingEndsWithItsLastWholeMeasurement() throws IOException {
    Path file = file(HEADER + ROW + "1,0.5000,train,,,accuracy,0.2\n1,0.5000,train,,,fi");
    assertThat(PlainTable.read(RunTable.METRICS, file, false))
        .hasValue(expected(file(HEADER + ROW)));
  }

  @Test
  void anIndexIsANumberHoweverItIsWritten() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("spectra.csv"),
            "step,epoch,split,layer,tap,index,singular_value\n"
                + "0,0.0,train,fc1,post,1,2.0\n1,0.1,train,fc1,post,01,3.0\n");
    SeriesTable table = PlainTable.read(RunTable.SPECTRA, file, true).orElseThrow();
    assertThat(table.series()).hasSize(1);
    assertThat(table.rows()).isEqualTo(2);
  }
}
