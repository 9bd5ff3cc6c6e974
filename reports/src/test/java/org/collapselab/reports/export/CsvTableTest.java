package org.collapselab.reports.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.export.Table.Column;
import org.collapselab.trainer.store.CellType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  private static final String METRICS = "step,layer,value\n0,,1e-3\n10,fc1,NaN\n10,fc2,3\n";

  @TempDir Path dir;

  private Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("t.csv"), text);
  }

  @Test
  void columnsOfLongTablesHaveTheTypesTheyAreDocumentedWith() throws IOException {
    Table table = CsvTable.read(file(METRICS), true);
    assertThat(table.columns())
        .containsExactly(
            new Column("step", CellType.WHOLE),
            new Column("layer", CellType.TEXT),
            new Column("value", CellType.NUMBER));
    assertThat(table.rows())
        .containsExactly(
            Arrays.asList(0L, null, 1e-3),
            Arrays.asList(10L, "fc1", Double.NaN),
            Arrays.asList(10L, "fc2", 3.0));
  }

  @Test
  void typesDoNotDependOnTheCells() throws IOException {
    Map<String, CellType> types =
        Map.of("rank", CellType.WHOLE, "loss", CellType.NUMBER, "end", CellType.TEXT);
    for (String rows : List.of("", "7,1,x,3\n", "null,0.5,2,\n", "1_000,1e3,null,0.5\n")) {
      Table table = CsvTable.read(file("rank,loss,end,other\n" + rows), types);
      assertThat(table.columns().stream().map(Column::type))
          .containsExactly(CellType.WHOLE, CellType.NUMBER, CellType.TEXT, CellType.NUMBER);
    }
    assertThat(CsvTable.read(file("rank,loss,end\n1e3,2,7\n,,\nnull,1,null\n"), types).rows())
        .containsExactly(
            List.of(1000L, 2.0, "7"),
            Arrays.asList(null, null, null),
            Arrays.asList(null, 1.0, "null"));
    Path text = file("rank,loss\n2.5,x\n");
    assertThatThrownBy(() -> CsvTable.read(text, types))
        .hasMessage(text + " line 2: rank \"2.5\" is not a whole number");
  }

  @Test
  void ofARunThatGoesOnTheMeasurementInProgressIsLeftOut() throws IOException {
    Path file = file(METRICS + "20,fc1,5\n20,fc2,1.23");
    assertThat(CsvTable.read(file, false)).isEqualTo(CsvTable.read(file(METRICS), true));
  }

  @Test
  void aFileThatIsCutOffAfterTheEndIsDamaged() throws IOException {
    Path file = file(METRICS + "20,fc2,1.23");
    assertThatThrownBy(() -> CsvTable.read(file, true))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + " is cut off in its last line; the file is damaged");
  }

  @Test
  void whatIsNoNumberIsNamedWithItsLine() throws IOException {
    Path file = file(METRICS + "20,fc2,much\n");
    assertThatThrownBy(() -> CsvTable.read(file, true))
        .hasMessage(file + " line 5: value \"much\" is not a number");
    Path narrow = file(METRICS + "20,fc2\n");
    assertThatThrownBy(() -> CsvTable.read(narrow, true))
        .hasMessage(narrow + " line 5: 2 cells under 3 columns");
  }
}
