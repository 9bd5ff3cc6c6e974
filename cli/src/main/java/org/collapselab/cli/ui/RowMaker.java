package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.studies.compare.ComparisonFiles;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunLock;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.sweep.SweepFiles;

/** Makes rows of the table of runs from directories. */
record RowMaker(RunsFolder folder) {
  /** Key in the provenance of a later measurement that names the measured run or model. */
  private static final String MEASURED = "measured";

  private static final Pattern TIME =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)-(\\d\\d)(\\d\\d)(\\d\\d)-.+");
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final List<String> SOURCES =
      List.of(
          RunDirectory.CONFIG,
          RunDirectory.FEATURES_CONFIG,
          RunDirectory.SUMMARY,
          RunDirectory.PROVENANCE,
          RunDirectory.REFERENCES,
          RunDirectory.COMPARISON,
          RunTable.METRICS.file(),
          RunDirectory.CHECKPOINTS,
          SweepFiles.YAML,
          SweepFiles.TRIALS,
          SweepFiles.RECORDS,
          ComparisonFiles.PAGE,
          RunDirectory.REPORT);

  /**
   * The source of a row: whether the directory is locked, and size and time of every file. Equal
   * sources give equal rows.
   */
  record Sources(boolean locked, List<Object> files) {}

  Sources sources(Path directory) {
    List<Object> files = new ArrayList<>();
    for (String name : SOURCES) {
      try {
        BasicFileAttributes file =
            Files.readAttributes(directory.resolve(name), BasicFileAttributes.class);
        files.add(List.of(file.size(), file.lastModifiedTime()));
      } catch (IOException e) {
        files.add("absent");
      }
    }
    return new Sources(isLocked(directory), files);
  }

  private boolean isLocked(Path directory) {
    try {
      return folder.file(directory, RunLock.FILE).isPresent() && RunLock.isHeld(directory);
    } catch (IOException e) {
      return false;
    }
  }

  ObjectNode make(String id, Path directory, boolean locked) {
    Row row = new Row(folder, directory);
    row.put("id", id);
    row.put("name", id);
    row.put("started", started(directory));
    if (folder.isSweep(directory)) {
      row.put("kind", "sweep");
      new SweepRow(row, locked).fill();
    } else if (folder.file(directory, ComparisonFiles.PAGE).isPresent()) {
      row.put("kind", "comparison");
      row.put("state", EndState.COMPLETED.label());
      row.tag("comparison");
    } else if (Files.exists(directory.resolve(RunDirectory.CONFIG))
        || Files.exists(directory.resolve(RunDirectory.FEATURES_CONFIG))) {
      Optional<JsonNode> provenance = row.read(RunDirectory.PROVENANCE, RunRow::object);
      boolean measured = provenance.map(p -> p.path(MEASURED).isObject()).orElse(false);
      row.put("kind", measured ? "measurement" : "run");
      new RunRow(row, provenance, locked).fill(measured);
    } else {
      row.put("kind", "unknown");
      row.put("state", "broken");
      row.problem("neither a run nor a sweep: it has no config.yaml and no sweep.yaml");
    }
    return row.json();
  }

  /** The row of a directory that cannot be read, or has not been read yet. */
  ObjectNode unread(String id, String state, String why) {
    Row row = new Row(folder, folder.root());
    row.put("id", id);
    row.put("name", id);
    row.put("kind", "unknown");
    row.put("state", state);
    row.put("started", startOf(id));
    row.problem(why);
    return row.json();
  }

  /** The local time in the name; otherwise the time of the directory. */
  private static String started(Path directory) {
    String named = startOf(directory.getFileName().toString());
    if (!named.isEmpty()) {
      return named;
    }
    try {
      Instant changed = Files.getLastModifiedTime(directory).toInstant();
      return STARTED.format(changed);
    } catch (IOException e) {
      return "";
    }
  }

  private static String startOf(String name) {
    Matcher time = TIME.matcher(name);
    return time.matches()
        ? "%s-%s-%s %s:%s:%s"
            .formatted(
                time.group(1),
                time.group(2),
                time.group(3),
                time.group(4),
                time.group(5),
                time.group(6))
        : "";
  }
}
