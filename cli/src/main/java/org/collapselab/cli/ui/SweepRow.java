package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.config.TrialConfig;
import org.collapselab.trainer.store.CsvRows;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialFiles;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/** The row of a sweep, whose steps are its trials. */
final class SweepRow {
  private static final int MOST_TRIALS = 1000;

  private static final long LARGEST_TABLE = 64L << 20;

  private final Row row;
  private final boolean locked;

  SweepRow(Row row, boolean locked) {
    this.row = row;
    this.locked = locked;
  }

  void fill() {
    row.tag("sweep");
    Optional<SweepConfig> config = row.read(SweepFiles.YAML, SweepLoader::loadStored);
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
    row.tag(config.seeds().size() == 1 ? "1 seed" : config.seeds().size() + " seeds");
    row.put("varied", varied(config));
  }

  /** Key → its values in the order of the settings. */
  private static Map<String, String> varied(SweepConfig config) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (SweepSetting setting : config.settings()) {
      setting
          .varied()
          .forEach(
              (key, value) -> values.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(value));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((key, all) -> texts.put(key, String.join(", ", all)));
    return texts;
  }

  private static String kind(TrialConfig trial) {
    return trial.network().isPresent() ? "networks" : trial.kind().key();
  }

  /** Trials that have a record. */
  private long records() {
    Optional<Path> records = row.folder(SweepFiles.RECORDS);
    if (records.isEmpty()) {
      return 0;
    }
    try {
      return new TrialFiles(records.get().getParent()).count();
    } catch (IOException e) {
      row.problem("trials cannot be listed: " + e.getMessage());
      return 0;
    }
  }

  private void state(Optional<SweepConfig> config, long ended) {
    Optional<Trials> trials = row.read(SweepFiles.TRIALS, LARGEST_TABLE, Trials::read);
    Map<String, Long> states = trials.map(Trials::states).orElse(Map.of());
    String counts =
        states.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    boolean all = config.isPresent() && ended >= config.get().trials();
    List<TrialRow> found = trials.map(Trials::all).orElse(List.of());
    boolean cutOff = !all || found.stream().anyMatch(trial -> trial.state().isCutOff());
    if (locked) {
      row.put("state", "running");
      row.put("note", counts);
    } else if (config.isEmpty()) {
      row.put("state", "broken");
      row.put("note", counts);
    } else if (cutOff) {
      row.put("state", "unfinished");
      row.put(
          "note", "not all trials have ended. Continue with: collapse sweep --resume DIRECTORY");
    } else {
      row.put("state", EndState.COMPLETED.label());
      row.put("note", found.stream().allMatch(TrialRow::completed) ? "" : counts);
    }
  }

  /** The table of trials, up to a limit; empty if it is missing or damaged. */
  static Optional<ObjectNode> trials(Row row) {
    return row.read(SweepFiles.TRIALS, LARGEST_TABLE, SweepRow::table);
  }

  private static ObjectNode table(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    CsvRows.End end = CsvRows.of(file).read(List.of(), each -> rows.add(each.cells()));
    ArrayNode cells = JsonTree.array();
    rows.stream().limit(MOST_TRIALS).forEach(row -> cells.add(JsonTree.array(row)));
    return JsonTree.object(
        "columns", JsonTree.array(end.columns()), "rows", cells, "all", rows.size());
  }
}
