package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.studies.compare.ComparisonFiles;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunLock;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.sweep.SweepFiles;

/** The table of runs. A row is made anew only when a file that it comes from has changed. */
final class Rows {
  private static final Pattern TIME =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)-(\\d\\d)(\\d\\d)(\\d\\d)-.+");
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final List<String> SOURCES =
      List.of(
          RunDirectory.CONFIG,
          RunDirectory.SUMMARY,
          RunDirectory.PROVENANCE,
          RunDirectory.COMPARISON,
          RunTable.METRICS.file(),
          RunDirectory.CHECKPOINTS,
          SweepFiles.YAML,
          SweepFiles.TRIALS,
          SweepFiles.RECORDS,
          ComparisonFiles.PAGE,
          RunDirectory.REPORT);

  private record Kept(List<Object> sources, ObjectNode row) {}

  private final RunsFolder folder;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  Rows(RunsFolder folder) {
    this.folder = folder;
  }

  /** All runs and sweeps, the newest first. */
  ArrayNode all() {
    return rows(folder.names());
  }

  /** The runs that a sweep keeps, the newest first. */
  ArrayNode ofSweep(String sweep) {
    return rows(folder.runsOf(sweep));
  }

  private ArrayNode rows(List<String> ids) {
    List<ObjectNode> rows = new ArrayList<>();
    for (String id : ids) {
      try {
        rows.add(row(id));
      } catch (Refusal e) {
        rows.add(refused(id, e.getMessage()));
      }
    }
    rows.sort(
        Comparator.comparing((ObjectNode row) -> row.path("started").asText())
            .thenComparing(row -> row.path("id").asText())
            .reversed());
    return JsonTree.array(rows);
  }

  /**
   * One row.
   *
   * @throws Refusal if there is no such run
   */
  ObjectNode row(String id) {
    Path directory = folder.directory(id);
    List<Object> sources = sources(directory);
    Kept last = kept.get(id);
    if (last == null || !last.sources().equals(sources)) {
      last = new Kept(sources, make(id, directory, (Boolean) sources.get(0)));
      kept.put(id, last);
    }
    return last.row();
  }

  /** Whether it is locked, and size and time of every file that a row comes from. */
  private List<Object> sources(Path directory) {
    List<Object> sources = new ArrayList<>();
    sources.add(isLocked(directory));
    for (String name : SOURCES) {
      try {
        BasicFileAttributes file =
            Files.readAttributes(directory.resolve(name), BasicFileAttributes.class);
        sources.add(List.of(file.size(), file.lastModifiedTime()));
      } catch (IOException e) {
        sources.add("absent");
      }
    }
    return sources;
  }

  private boolean isLocked(Path directory) {
    try {
      return folder.file(directory, RunLock.FILE).isPresent() && RunLock.isHeld(directory);
    } catch (IOException e) {
      return false;
    }
  }

  private ObjectNode make(String id, Path directory, boolean locked) {
    Row row = new Row(folder, directory);
    row.put("id", id);
    row.put("name", id);
    row.put("started", started(directory));
    if (folder.isSweep(directory)) {
      row.put("kind", "sweep");
      new SweepRow(row, directory, locked).fill();
    } else if (ComparisonFiles.isComparison(directory)) {
      row.put("kind", "comparison");
      row.put("state", EndState.COMPLETED.label());
      row.tag("comparison");
    } else if (Files.exists(directory.resolve(RunDirectory.CONFIG))) {
      row.put("kind", "run");
      new RunRow(row, directory, locked).fill();
    } else {
      row.put("kind", "unknown");
      row.put("state", "broken");
      row.problem("neither a run nor a sweep: it has no config.yaml and no sweep.yaml");
    }
    return row.json();
  }

  private ObjectNode refused(String id, String why) {
    Row row = new Row(folder, folder.root());
    row.put("id", id);
    row.put("name", id);
    row.put("kind", "unknown");
    row.put("state", "broken");
    row.put("started", "");
    row.problem(why);
    return row.json();
  }

  /** From the name, in which it is the local time; else that of the directory. */
  private static String started(Path directory) {
    Matcher name = TIME.matcher(directory.getFileName().toString());
    if (name.matches()) {
      return "%s-%s-%s %s:%s:%s"
          .formatted(
              name.group(1),
              name.group(2),
              name.group(3),
              name.group(4),
              name.group(5),
              name.group(6));
    }
    try {
      Instant changed = Files.getLastModifiedTime(directory).toInstant();
      return STARTED.format(changed);
    } catch (IOException e) {
      return "";
    }
  }
}
