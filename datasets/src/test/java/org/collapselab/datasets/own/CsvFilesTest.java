package org.collapselab.datasets.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.Digests;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFilesTest {
  private static final String FLOWERS =
      """
      length,width,"the species",id
      5.1,3.5,viola,a
      4.9, 3e0 ,öland rose,b

      6.5,-2,"lily, white",c
      6.4,2,viola,d
      """;

  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static float[] row(Samples samples, int row) {
    float[] values = new float[samples.dim()];
    samples.copyRow(row, values, 0);
    return values;
  }

  @ParameterizedTest
  @CsvSource({"the species, id", "3, 4"})
  void textsBecomeClassesInTheirOrder(String label, String ignored) throws IOException {
    Path file = write("a.csv", "\uFEFF" + FLOWERS);
    Samples train = OwnFiles.read(OwnSpec.table(file, label, true, ignored)).train();
    assertThat(train.classNames()).containsExactly("lily, white", "viola", "öland rose");
    assertThat(train.labels()).containsExactly(1, 2, 0, 1);
    assertThat(row(train, 1)).containsExactly(4.9f, 3);
    assertThat(row(train, 2)).containsExactly(6.5f, -2);
  }

  @Test
  void filesCalledTsvHaveTabs() throws IOException {
    Path file = write("a.TSV", "a\tb\n1.5\tx\n2.5\ty\n");
    Samples train = OwnFiles.read(OwnSpec.of(file)).train();
    assertThat(train.classNames()).containsExactly("x", "y");
    assertThat(row(train, 1)).containsExactly(2.5f);
  }

  @Test
  void wholeNumbersAreSortedAsNumbers() throws IOException {
    Path file = write("a.data", "0.5,10\n0.25,9\n0.75,10.0\n");
    Samples train = OwnFiles.read(OwnSpec.table(file, "", false)).train();
    assertThat(train.classNames()).containsExactly("9", "10");
    assertThat(train.labels()).containsExactly(1, 0, 1);
  }

  @Test
  void aZippedFileIsTheSameWithTheSameHash() throws IOException {
    byte[] plain = "a,b\n1,x\n2,y\n".getBytes(StandardCharsets.UTF_8);
    Path file = dir.resolve("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(plain);
    }
    OwnData data = OwnFiles.read(OwnSpec.of(file));
    assertThat(data.train().labels()).containsExactly(0, 1);
    assertThat(data.files().get(0).name()).isEqualTo("a.csv");
    assertThat(data.files().get(0).sha256()).isEqualTo(Digests.hex(plain));
  }

  @Test
  void twoTablesAreTrainingAndTesting() throws IOException {
    write("train.csv", "a,b\n1,x\n2,y\n");
    write("test.csv", "a,b\n3,y\n");
    OwnData data = OwnFiles.read(OwnSpec.of(dir));
    assertThat(data.train().size()).isEqualTo(2);
    assertThat(data.test().orElseThrow().labels()).containsExactly(1);
    write("test.csv", "a,b\n3,z\n");
    refused(dir, "", "test.csv, line 2: there is no class 'z' in the training part");
    write("test.csv", "c,b\n3,x\n");
    refused(dir, "", "different columns, [a] and [c]");
  }

  @Test
  void numbersAreTargetsIfAskedFor() throws IOException {
    Samples train = OwnFiles.read(OwnSpec.regression(write("a.csv", "a,b\n1,2.5\n2,-1\n"))).train();
    assertThat(train.target(0)).isEqualTo(2.5f);
    assertThat(train.target(1)).isEqualTo(-1);
  }

  private static void refused(Path file, String label, String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> OwnFiles.read(OwnSpec.table(file, label, true)))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a,b,c;1,2,x;3,y'    | ''   | line 3: 2 columns where 3 are expected",
        "'a,b;1,x;oops,y'     | ''   | line 3: a is 'oops', not a finite number",
        "'a,b;1,x;NaN,y'      | ''   | line 3: a is 'NaN', not a finite number",
        "'a,b;1,x;,y'         | ''   | line 3: a is empty, not a finite number",
        "'a,b;1,x;2,'         | ''   | line 3: the class is empty",
        "'a,b;1,0;2,0.5'      | ''   | line 3: the label 0.5 is not a whole number",
        "'a,b;1,0'            | c    | has no column 'c' (data.file.label); it has 2: a, b",
        "'a,b;1,0'            | 3    | has no column '3'",
        "'a;1'                | ''   | has no column of inputs beside a",
        "'a,b'                | ''   | has no rows",
        "''                   | ''   | has no rows",
        "'a,b;1,\"x;y\"'      | ''   | line 2: a quoted text does not end on its line",
        "'a,b;1,x;3d,y'       | ''   | line 3: a is '3d', not a finite number",
        "'a,b;1,x;0x1p3,y'    | ''   | line 3: a is '0x1p3', not a finite number",
        "'0,0,x;1,2,y'        | ''   | line 1: the names of columns are expected here",
        "'0.5,x;1,y'          | ''   | line 1: the names of columns are expected here",
        "'a,b,a;1,2,3'        | a    | has more than one column 'a' (data.file.label)",
      })
  void whatDoesNotFitIsRefusedByLine(String text, String label, String message) throws IOException {
    refused(write("a.csv", text.replace(';', '\n')), label, message);
  }

  @Test
  void growingWholeNumbersCanBeNames() throws IOException {
    Path file = write("a.csv", "0,1,class\n5,4,x\n3,2,y\n");
    assertThat(OwnFiles.read(OwnSpec.of(file)).train().size()).isEqualTo(2);
  }

  @Test
  void otherEncodingsAreRefusedBecauseTheirLettersWouldBecomeOne() throws IOException {
    Path file = dir.resolve("a.csv");
    Files.write(file, "a,b\n1,x\n2,ä\n3,ö\n".getBytes(StandardCharsets.ISO_8859_1));
    refused(file, "", "line 3: this is not UTF-8");
  }

  @Test
  void numbersAmongTextsStayDifferentClasses() throws IOException {
    Path file = write("a.csv", "a,b\n1,7\n2,007\n3,x\n4,7.0\n");
    Samples train = OwnFiles.read(OwnSpec.of(file)).train();
    assertThat(train.classNames()).containsExactly("007", "7", "7.0", "x");
    assertThat(train.labels()).containsExactly(1, 0, 3, 2);
  }

  @Test
  void theLabelIsTheLastColumnThatIsNotIgnored() throws IOException {
    Path file = write("a.csv", "a,b,id\n1,x,8\n2,y,9\n");
    Samples train = OwnFiles.read(OwnSpec.table(file, "", true, "id")).train();
    assertThat(train.classNames()).containsExactly("x", "y");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> OwnFiles.read(OwnSpec.table(file, "id", true, "id")))
        .withMessageContaining("the column id is in data.file.ignore");
  }
}
