package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.collapselab.reports.page.JsonTree;

/** A row of the table of runs in the making; what cannot be read of it is said in the row. */
final class Row {
  private static final long LARGEST_FILE = 16 << 20;
  private static final int LONGEST_TEXT = 400;

  private final RunsFolder folder;
  private final Path directory;
  private final ObjectNode json = JsonTree.object();
  private final ArrayNode tags = JsonTree.array();
  private final ArrayNode problems = JsonTree.array();

  Row(RunsFolder folder, Path directory) {
    this.folder = folder;
    this.directory = directory;
    json.set("tags", tags);
    json.set("problems", problems);
  }

  /** How a file is read. */
  interface Reader<T> {
    T read(Path file) throws IOException;
  }

  /** A file's content; empty if it is not there or is damaged, which becomes a problem. */
  <T> Optional<T> read(String name, Reader<T> reader) {
    return read(name, LARGEST_FILE, reader);
  }

  /** The same for files of any size. */
  <T> Optional<T> readLarge(String name, Reader<T> reader) {
    return read(name, Long.MAX_VALUE, reader);
  }

  private <T> Optional<T> read(String name, long largest, Reader<T> reader) {
    Optional<Path> file = folder.file(directory, name);
    if (file.isEmpty()) {
      if (Files.exists(directory.resolve(name))) {
        problem("%s is no file of this folder".formatted(name));
      }
      return Optional.empty();
    }
    try {
      if (Files.size(file.get()) > largest) {
        problem("%s is larger than %d MB".formatted(name, largest >> 20));
        return Optional.empty();
      }
      return Optional.ofNullable(reader.read(file.get()));
    } catch (IOException | RuntimeException e) {
      String message =
          e instanceof UncheckedIOException u ? u.getCause().getMessage() : e.getMessage();
      problem("%s: %s".formatted(name, message == null ? e.getClass().getSimpleName() : message));
      return Optional.empty();
    }
  }

  void problem(String text) {
    problems.add(shortened(text));
  }

  void tag(Object value) {
    tags.add(shortened(String.valueOf(value)));
  }

  void put(String key, Object value) {
    json.setAll(JsonTree.object(key, value instanceof String text ? shortened(text) : value));
  }

  ObjectNode json() {
    return json;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …";
  }
}
