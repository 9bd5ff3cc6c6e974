package org.collapselab.reports.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How tables are written. */
public enum TableFormat {
  /** Comma-separated values, as in run directories. */
  CSV,
  /** Apache Parquet, with typed columns. */
  PARQUET;

  /** Name of the file of a table. */
  public String file(String name) {
    return switch (this) {
      case CSV -> name + ".csv";
      case PARQUET -> name + ".parquet";
    };
  }

  /**
   * Writes a table in place of an earlier one, creating the directory where it is not there.
   *
   * @param name without extension
   * @return the file
   */
  public Path write(Path directory, String name, Table table) {
    Path file = directory.resolve(file(name));
    try {
      Files.createDirectories(directory);
      switch (this) {
        case CSV -> table.writeCsv(file);
        case PARQUET -> ParquetFile.write(file, table);
      }
    } catch (IOException e) {
      throw RunExport.cannotWrite(directory, e);
    }
    return file;
  }
}
