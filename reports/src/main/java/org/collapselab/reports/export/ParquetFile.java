package org.collapselab.reports.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.collapselab.trainer.store.CellType;
import org.collapselab.trainer.store.WholeFile;

/**
 * Writes a table as Apache Parquet: INT64, DOUBLE and UTF-8 columns, all optional, so that the
 * schema of a table does not depend on its rows; plain encoding, pages compressed by gzip, row
 * groups of {@value #GROUP} rows.
 */
public final class ParquetFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int GROUP = 200_000;

  private final Table table;
  private final CountingOutput out;

  private ParquetFile(Table table, CountingOutput out) {
    this.table = table;
    this.out = out;
  }

  /** Writes the table and replaces an earlier file; a reader sees either the old or the new one. */
  public static void write(Path file, Table table) throws IOException {
    WholeFile.fill(
        file,
        part -> {
          try (CountingOutput out = new CountingOutput(Files.newOutputStream(part))) {
            new ParquetFile(table, out).write();
          }
        });
  }

  private void write() throws IOException {
    out.write(MAGIC);
    List<RowGroup> groups = new ArrayList<>();
    int rows = table.rows().size();
    for (int from = 0; from < rows; from += GROUP) {
      groups.add(group(table.rows().subList(from, Math.min(rows, from + GROUP))));
    }
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    FileMetaData metadata = new FileMetaData(1, schema(), rows, groups);
    Util.writeFileMetaData(metadata.setCreated_by("Collapse Lab"), footer);
    footer.writeTo(out);
    out.write(PlainEncoding.littleEndian(footer.size()));
    out.write(MAGIC);
  }

  private List<SchemaElement> schema() {
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("table").setNum_children(table.columns().size()));
    for (int c = 0; c < table.columns().size(); c++) {
      Table.Column column = table.columns().get(c);
      SchemaElement element =
          new SchemaElement(column.name())
              .setType(type(column.type()))
              .setRepetition_type(FieldRepetitionType.OPTIONAL);
      if (column.type() == CellType.TEXT) {
        element.setLogicalType(LogicalType.STRING(new StringType()));
        element.setConverted_type(ConvertedType.UTF8); // for readers that know no logical types
      }
      schema.add(element);
    }
    return schema;
  }

  private static Type type(CellType type) {
    return switch (type) {
      case WHOLE -> Type.INT64;
      case NUMBER -> Type.DOUBLE;
      case TEXT -> Type.BYTE_ARRAY;
    };
  }

  private RowGroup group(List<List<Object>> rows) throws IOException {
    List<ColumnChunk> chunks = new ArrayList<>();
    long size = 0;
    long start = out.count();
    for (int c = 0; c < table.columns().size(); c++) {
      ColumnChunk chunk = chunk(rows, c);
      chunks.add(chunk);
      size += chunk.getMeta_data().getTotal_uncompressed_size();
    }
    return new RowGroup(chunks, size, rows.size())
        .setFile_offset(start)
        .setTotal_compressed_size(out.count() - start);
  }

  private ColumnChunk chunk(List<List<Object>> rows, int c) throws IOException {
    ParquetPage page = ParquetPage.of(rows, c);
    long start = out.count();
    page.writeTo(out);
    Table.Column column = table.columns().get(c);
    ColumnMetaData metadata =
        new ColumnMetaData(
            type(column.type()),
            List.of(Encoding.PLAIN, Encoding.RLE),
            List.of(column.name()),
            CompressionCodec.GZIP,
            rows.size(),
            out.count() - start - page.compressedSize() + page.size(),
            out.count() - start,
            start);
    return new ColumnChunk(0).setMeta_data(metadata); // 0: there is no copy of the metadata
  }
}
