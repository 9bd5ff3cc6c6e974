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
   * Writes a table and replaces an earlier one; creates the directory if it does not exist.
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
