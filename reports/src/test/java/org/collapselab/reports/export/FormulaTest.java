package org.collapselab.reports.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.reports.export.Table.Column;
import org.collapselab.trainer.store.CellType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables are opened in spreadsheets too, which run what looks like a formula. */
class FormulaTest {
  @Test
  void noTextIsAFormulaAndNumbersStayNumbers(@TempDir Path dir) throws IOException {
    Table table =
        new Table(
            List.of(new Column("run", CellType.TEXT), new Column("value", CellType.NUMBER)),
            List.of(
                List.of("=cmd|' /C calc'!A0", -1.5),
                List.of("@SUM(A1)", 2.0),
                List.of("+x", -0.0),
                List.of("-y", 1e-9),
                List.of("-0.5", 1.0),
                List.of("a=b", 1.0)));
    Path file = dir.resolve("runs.csv");
    table.writeCsv(file);
    assertThat(file)
        .hasContent(
            """
            run,value
            '=cmd|' /C calc'!A0,-1.5
            '@SUM(A1),2.0
            '+x,-0.0
            '-y,1.0E-9
            -0.5,1.0
            a=b,1.0
            """);
  }
}
