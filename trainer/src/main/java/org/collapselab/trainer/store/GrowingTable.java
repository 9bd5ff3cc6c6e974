package org.collapselab.trainer.store;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/** A table that a run appends to, and cuts back when it resumes. */
final class GrowingTable implements Closeable {
  private final Path file;
  private final FileChannel channel;
  private final CSVPrinter rows;

  private GrowingTable(Path file, FileChannel channel, List<String> header) throws IOException {
    this.file = file;
    this.channel = channel;
    this.rows =
        new CSVPrinter(
            new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8)),
            Csv.format(header.toArray(String[]::new)));
  }

  /** A new file, which must not exist, with a header. */
  static GrowingTable create(Path file, List<String> columns) throws IOException {
    return new GrowingTable(
        file,
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        columns);
  }

  /** An existing file, truncated to an earlier length. */
  static GrowingTable reopen(Path file, long length) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    if (channel.size() < length) {
      long size = channel.size();
      channel.close();
      throw new IOException(
          "%s has %d bytes, %d when the checkpoint was written: rows have been lost, resume from an"
                  .formatted(file, size, length)
              + " earlier checkpoint by deleting the later ones");
    }
    channel.truncate(length).position(length);
    return new GrowingTable(file, channel, List.of());
  }

  void row(Object first, Object second, Object third, Object... rest) throws IOException {
    rows.print(first);
    rows.print(second);
    rows.print(third);
    rows.printRecord(rest);
  }

  /** Requires that the path still refers to the file written here. */
  void requireInPlace() throws IOException {
    rows.flush();
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " was deleted during the run");
    }
    if (Files.size(file) != channel.size()) {
      throw new IOException(file + " was replaced or changed during the run");
    }
  }

  /** Passes everything written so far to the operating system. */
  void flush() throws IOException {
    rows.flush();
  }

  /** Forces everything to disk; returns the length. */
  long sync() throws IOException {
    rows.flush();
    channel.force(false);
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    rows.close(true);
  }
}
