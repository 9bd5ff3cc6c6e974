package org.collapselab.reports.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** A data page of Parquet, version 1, with the cells of a column. */
final class ParquetPage {
  private final int rows;
  private final int size;
  private final byte[] compressed;

  private ParquetPage(int rows, int size, byte[] compressed) {
    this.rows = rows;
    this.size = size;
    this.compressed = compressed;
  }

  static ParquetPage of(List<List<Object>> rows, int column) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.writeBytes(levels(rows, column));
    for (List<Object> row : rows) {
      Object cell = row.get(column);
      if (cell != null) {
        plain.writeBytes(PlainEncoding.encode(cell));
      }
    }
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      plain.writeTo(gzip);
    }
    return new ParquetPage(rows.size(), plain.size(), compressed.toByteArray());
  }

  /** 1 for a value, 0 for none, run-length encoded: length · 2 as a varint, then the level. */
  private static byte[] levels(List<List<Object>> rows, int column) {
    ByteArrayOutputStream runs = new ByteArrayOutputStream();
    int from = 0;
    while (from < rows.size()) {
      boolean present = rows.get(from).get(column) != null;
      int to = from;
      while (to < rows.size() && (rows.get(to).get(column) != null) == present) {
        to++;
      }
      runs.writeBytes(Varint.encode(2L * (to - from)));
      runs.write(present ? 1 : 0);
      from = to;
    }
    ByteArrayOutputStream prefixed = new ByteArrayOutputStream();
    prefixed.writeBytes(PlainEncoding.littleEndian(runs.size()));
    prefixed.writeBytes(runs.toByteArray());
    return prefixed.toByteArray();
  }

  /** In bytes, before compression. */
  int size() {
    return size;
  }

  int compressedSize() {
    return compressed.length;
  }

  void writeTo(OutputStream out) throws IOException {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, size, compressed.length);
    header.setData_page_header(
        new DataPageHeader(rows, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    Util.writePageHeader(header, out);
    out.write(compressed);
  }
}
