package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowsTest {
  private static final String TABLE = "step,value,note\n1,0.5,\"a,\nb\"\n2,,\n";

  @TempDir Path dir;

  private Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("t.csv"), text);
  }

  private List<Double> values(String text) throws IOException {
    List<Double> values = new ArrayList<>();
    CsvRows.of(file(text))
        .read(
            List.of("step", "value"),
            row -> {
              row.whole("step");
              row.integer("step", 1, 100);
              values.add(row.number("value"));
            });
    return values;
  }

  @Test
  void cellsAreReadByTheirColumn() throws IOException {
    List<CsvRow> rows = new ArrayList<>();
    CsvRows.End end = CsvRows.of(file(TABLE)).read(List.of("note"), rows::add);
    assertThat(end.columns()).containsExactly("step", "value", "note");
    assertThat(end.cutOff()).isFalse();
    assertThat(rows.get(0).whole("step")).isEqualTo(1);
    assertThat(rows.get(0).text("note")).isEqualTo("a,\nb");
    assertThat(rows.get(0).byColumn())
        .containsExactly(
            java.util.Map.entry("step", "1"),
            java.util.Map.entry("value", "0.5"),
            java.util.Map.entry("note", "a,\nb"));
    assertThat(rows.get(1).number("value")).as("an empty cell").isNaN();
    assertThat(rows.get(1).text("note")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3,much,  | line 5: value \"much\" is not a number",
        "3.5,1,   | line 5: step \"3.5\" is not a whole number",
        ",1,      | line 5: step \"\" is not a whole number",
        "0,1,     | line 5: step 0 is below 1",
        "101,1,   | line 5: step 101 is above 100",
        "3,1      | line 5: 2 cells under 3 columns",
        "3,1,a,b  | line 5: 4 cells under 3 columns"
      })
  void aBadCellIsNamedWithFileLineAndColumn(String row, String message) {
    assertThatIOException()
        .isThrownBy(() -> values(TABLE + row + "\n"))
        .withMessage("%s %s", dir.resolve("t.csv"), message);
  }

  @Test
  void aMissingColumnIsNamed() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> values("step,amount\n1,2\n"))
        .withMessage("%s has no column \"value\"", dir.resolve("t.csv"));
    assertThatIOException()
        .isThrownBy(() -> values(""))
        .withMessage("%s has no column \"step\"", dir.resolve("t.csv"));
  }

  @Test
  void anUnfinishedLastLineIsLeftOutOnlyWhileTheFileGrows() throws IOException {
    Path file = file(TABLE + "3,1.2");
    List<CsvRow> rows = new ArrayList<>();
    CsvRows.End end = new CsvRows(file, false).read(List.of("step"), rows::add);
    assertThat(rows).hasSize(2);
    assertThat(end.cutOff()).isTrue();
    assertThatIOException()
        .isThrownBy(() -> CsvRows.of(file).read(List.of(), rows::add))
        .withMessage("%s is cut off in its last line; the file is damaged", file);
  }

  @Test
  void theEndOfALongUnfinishedLineIsFound() throws IOException {
    Path file = file("step,note\n1,a\n2," + "b".repeat(20_000));
    List<CsvRow> rows = new ArrayList<>();
    assertThat(new CsvRows(file, false).read(List.of(), rows::add).cutOff()).isTrue();
    assertThat(rows).singleElement().satisfies(row -> assertThat(row.text("note")).isEqualTo("a"));
  }

  @Test
  void whatIsNoTableIsAnErrorThatNamesTheFile() throws IOException {
    Path file = dir.resolve("t.csv");
    Files.write(file, "step,na\u00efve\n".getBytes(StandardCharsets.ISO_8859_1));
    for (String text : List.of("", "step,step\n1,2\n", "step,note\n1,\"a\n", "step,\"note\n")) {
      if (!text.isEmpty()) {
        file(text);
      }
      assertThatIOException()
          .isThrownBy(() -> CsvRows.of(file).read(List.of("step"), row -> {}))
          .withMessageStartingWith(file.toString());
    }
  }
}
