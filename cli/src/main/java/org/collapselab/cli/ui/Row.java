package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.collapselab.reports.page.JsonTree;

/** A row of the table of runs, being built; files that cannot be read are reported in the row. */
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

  /** A file's content; empty if it is missing or damaged; damage is reported as a problem. */
  <T> Optional<T> read(String name, Reader<T> reader) {
    return read(name, LARGEST_FILE, reader);
  }

  /** Whether anything of this name exists, a file or not. */
  boolean has(String name) {
    return Files.exists(directory.resolve(name));
  }

  /** A folder in the run's directory; a link out of the folder of runs does not count. */
  Optional<Path> folder(String name) {
    return folder.folder(directory, name);
  }

  /** The same for files of up to {@code largest} bytes. */
  <T> Optional<T> read(String name, long largest, Reader<T> reader) {
    Optional<Path> file = folder.file(directory, name);
    if (file.isEmpty()) {
      if (has(name)) {
        problem("%s is not a regular file of this folder, so it is not read".formatted(name));
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
      String message = Explanation.of(e).orElse("damaged: it cannot be parsed");
      problem("%s: %s".formatted(name, message));
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

  /** Adds a part of texts by name. */
  void put(String part, Map<String, String> texts) {
    ObjectNode node = JsonTree.object();
    texts.forEach((key, text) -> node.put(shortened(key), shortened(text)));
    json.set(part, node);
  }

  ObjectNode json() {
    return json;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …";
  }
}
