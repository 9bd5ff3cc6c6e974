package org.collapselab.trainer.rundir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The tables of a run directory: RFC 4180 with a header, lines ending in LF, UTF-8. */
public final class Csv {
  private Csv() {}

  /** Opens a new file, which must not exist, and writes the header. */
  public static CSVPrinter create(Path file, String... columns) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader(columns).setRecordSeparator('\n').get();
    return new CSVPrinter(
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW),
        format);
  }
}
