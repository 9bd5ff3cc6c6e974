package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.config.TrialConfig;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.sweep.SweepFiles;

/** The row of a sweep, whose steps are its trials. */
final class SweepRow {
  private static final int MOST_TRIALS = 1000;

  private final Row row;
  private final Path directory;
  private final boolean locked;

  SweepRow(Row row, Path directory, boolean locked) {
    this.row = row;
    this.directory = directory;
    this.locked = locked;
  }

  void fill() {
    row.tag("sweep");
    Optional<SweepConfig> config =
        row.read(SweepFiles.YAML, file -> SweepLoader.load(file, List.of(), false));
    long ended = records();
    config.ifPresent(this::describe);
    row.put("step", ended);
    row.put("total_steps", config.map(SweepConfig::trials).orElse(null));
    state(config, ended);
  }

  private void describe(SweepConfig config) {
    row.put("name", config.name());
    row.put("description", config.title());
    row.tag(kind(config.settings().get(0).trial()));
  }

  private static String kind(TrialConfig trial) {
    return trial.network().isPresent() ? "networks" : trial.kind().key();
  }

  /** Trials that have a record. */
  private long records() {
    Path folder = directory.resolve("trials");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".json")).count();
    } catch (IOException e) {
      row.problem("trials cannot be listed: " + e.getMessage());
      return 0;
    }
  }

  private void state(Optional<SweepConfig> config, long ended) {
    Map<String, Long> states = row.readLarge(SweepFiles.TRIALS, SweepRow::states).orElse(Map.of());
    String counts =
        states.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    boolean all = config.isPresent() && ended >= config.get().trials();
    boolean cutOff = !all || states.containsKey("stopped");
    if (locked) {
      row.put("state", "running");
      row.put("note", counts);
    } else if (config.isEmpty()) {
      row.put("state", "broken");
      row.put("note", counts);
    } else if (cutOff) {
      row.put("state", "unfinished");
      row.put("note", "not all trials have ended; 'collapse sweep --resume' goes on");
    } else {
      row.put("state", "completed");
      row.put("note", states.size() == 1 && states.containsKey("completed") ? "" : counts);
    }
  }

  private static Map<String, Long> states(Path file) throws IOException {
    try (CSVParser parser = Csv.open(file)) {
      return parser.stream()
          .collect(Collectors.groupingBy(r -> r.get("state"), TreeMap::new, Collectors.counting()));
    }
  }

  /** The table of trials, as far as it is short. */
  static ObjectNode trials(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    int all = 0;
    List<String> columns;
    try (CSVParser parser = Csv.open(file)) {
      columns = parser.getHeaderNames();
      for (CSVRecord record : parser) {
        all++;
        if (rows.size() < MOST_TRIALS) {
          rows.add(record.toList());
        }
      }
    }
    ArrayNode cells = JsonTree.array();
    rows.forEach(cellsOfRow -> cells.add(JsonTree.array(cellsOfRow)));
    return JsonTree.object("columns", JsonTree.array(columns), "rows", cells, "all", all);
  }
}
