package org.collapselab.reports.export;

import static org.assertj.core.api.Assertions.assertThat;

import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.collapselab.reports.export.Table.Column;
import org.collapselab.trainer.store.CellType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are read back by Apache's own reader. */
class ParquetFileTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("step", CellType.WHOLE),
          new Column("name", CellType.TEXT),
          new Column("value", CellType.NUMBER),
          new Column("rank", CellType.WHOLE));

  @TempDir Path dir;

  @Test
  void cellsComeBackBitByBit() throws IOException {
    List<List<Object>> rows =
        List.of(
            Arrays.asList(Long.MIN_VALUE, "σ(M₂), \"quoted\"", -0.0, null),
            Arrays.asList(7L, "", Double.MIN_VALUE, 5L),
            Arrays.asList(Long.MAX_VALUE, "x\ny", Double.NaN, null));
    assertThat(readBack(new Table(COLUMNS, rows))).isEqualTo(rows);
  }

  @Test
  void theSchemaIsOfTheColumnsWhateverTheRows() throws IOException {
    for (List<List<Object>> rows :
        List.of(List.<List<Object>>of(), List.of(Arrays.<Object>asList(1L, "a", 0.5, null)))) {
      Path file = dir.resolve("t.parquet");
      ParquetFile.write(file, new Table(COLUMNS, rows));
      assertThat(ParquetReader.readMetadata(file.toFile()).getFileMetaData().getSchema().toString())
          .isEqualTo(
              """
              message table {
                optional int64 step;
                optional binary name (STRING);
                optional double value;
                optional int64 rank;
              }
              """);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3000, 200_001})
  void anyNumberOfRowsComesBackInOrder(int count) throws IOException {
    Random random = new Random(1);
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      Long rank = random.nextInt(4) == 0 ? null : (Long) (long) random.nextInt(10);
      rows.add(Arrays.asList(i, "layer" + i % 7, random.nextGaussian(), rank));
    }
    assertThat(readBack(new Table(COLUMNS, rows)).equals(rows)).isTrue();
  }

  @Test
  void anEarlierFileIsReplaced() throws IOException {
    Path file = Files.writeString(dir.resolve("t.parquet"), "something else");
    ParquetFile.write(file, new Table(COLUMNS, List.of()));
    assertThat(read(file)).isEmpty();
    assertThat(dir.toFile().list()).containsExactly("t.parquet");
  }

  private List<List<Object>> readBack(Table table) throws IOException {
    Path file = dir.resolve("t.parquet");
    ParquetFile.write(file, table);
    return read(file);
  }

  private static List<List<Object>> read(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Gunzip())
            .build();
    List<List<Object>> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(group, new GroupRecordConverter(schema));
        for (long i = 0; i < group.getRowCount(); i++) {
          rows.add(row(records.read()));
        }
      }
    }
    return rows;
  }

  private static List<Object> row(Group group) {
    return Arrays.asList(
        group.getLong("step", 0),
        group.getString("name", 0),
        group.getDouble("value", 0),
        group.getFieldRepetitionCount("rank") == 0 ? null : group.getLong("rank", 0));
  }
}
