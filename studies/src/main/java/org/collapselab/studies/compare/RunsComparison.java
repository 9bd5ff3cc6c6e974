package org.collapselab.studies.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collapselab.reports.export.Table;
import org.collapselab.reports.export.Table.Column;
import org.collapselab.trainer.store.CellType;
import org.collapselab.trainer.store.sweep.FoundColumns;

/**
 * A comparison of runs, and its tables.
 *
 * @param differences key → one value per group
 */
public record RunsComparison(
    List<Run> runs, List<RunGroup> groups, Map<String, List<String>> differences) {

  private static final int MOST_KEYS = 3;
  private static final List<String> LEADING =
      List.of(
          Run.OUTCOME,
          Run.LOSS,
          Run.LOSS_OVER_DNC,
          Run.OVER_BEST_KNOWN,
          Run.BEST_REFERENCE,
          Run.DNC1,
          Run.ACCURACY,
          Run.TEST_ACCURACY,
          Run.FIT,
          Run.TEST_FIT);

  /** Groups the runs. */
  public static RunsComparison of(List<Run> runs) {
    List<RunGroup> groups = RunGroup.of(runs);
    return new RunsComparison(runs, groups, RunGroup.differences(groups));
  }

  /**
   * How a group differs from the others, such as {@code regularization.l2_head 0.003, loss mse}.
   */
  public String label(RunGroup group) {
    List<String> parts =
        differences.entrySet().stream()
            .map(of -> of.getKey() + " " + of.getValue().get(group.number() - 1))
            .toList();
    int more = parts.size() - MOST_KEYS;
    return more <= 1
        ? String.join(", ", parts)
        : "%s and %d more keys".formatted(String.join(", ", parts.subList(0, MOST_KEYS)), more);
  }

  /** {@code runs.csv}: a row per run. */
  public Table runTable() {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                new Column("run", CellType.TEXT),
                new Column("group", CellType.WHOLE),
                new Column("name", CellType.TEXT),
                new Column("seed", CellType.WHOLE),
                new Column("state", CellType.TEXT)));
    List<Column> found = valueColumns();
    columns.addAll(found);
    List<List<Object>> rows = new ArrayList<>();
    for (RunGroup group : groups) {
      for (Run run : group.runs()) {
        List<Object> row =
            new ArrayList<>(
                List.of(run.id(), (long) group.number(), run.name(), run.seed(), run.stateLabel()));
        found.forEach(column -> row.add(cell(run, column)));
        rows.add(row);
      }
    }
    return new Table(columns, rows);
  }

  private static Object cell(Run run, Column column) {
    Object value = run.values().get(column.name());
    if (value == null) {
      return null;
    }
    return switch (column.type()) {
      case WHOLE -> ((Number) value).longValue();
      case NUMBER -> ((Number) value).doubleValue();
      case TEXT -> value.toString();
    };
  }

  private List<Column> valueColumns() {
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(run -> names.addAll(run.values().keySet()));
    return leadingFirst(names).stream()
        .map(name -> new Column(name, FoundColumns.type(name)))
        .toList();
  }

  /** The most important numbers first, then the others in their order. */
  static List<String> leadingFirst(Set<String> columns) {
    Set<String> ordered = new LinkedHashSet<>(LEADING);
    ordered.retainAll(columns);
    ordered.addAll(columns);
    return List.copyOf(ordered);
  }

  /**
   * {@code summary.csv}: a row per group and quantity; {@code outcome=DNC} is the share of the runs
   * with this outcome.
   */
  public Table summaryTable() {
    List<List<Object>> rows = new ArrayList<>();
    for (RunGroup group : groups) {
      for (String column : leadingFirst(group.numbers())) {
        rows.add(row(group, column, group.mean(column)));
      }
      group
          .outcomes()
          .forEach((outcome, share) -> rows.add(row(group, Run.OUTCOME + "=" + outcome, share)));
    }
    return new Table(
        List.of(
            new Column("group", CellType.WHOLE),
            new Column("quantity", CellType.TEXT),
            new Column("n", CellType.WHOLE),
            new Column("mean", CellType.NUMBER),
            new Column("sd", CellType.NUMBER),
            new Column("low", CellType.NUMBER),
            new Column("high", CellType.NUMBER)),
        rows);
  }

  private static List<Object> row(RunGroup group, String quantity, Estimate e) {
    List<Object> row = new ArrayList<>(List.of((long) group.number(), quantity, (long) e.n()));
    for (double value : new double[] {e.mean(), e.sd(), e.low(), e.high()}) {
      row.add(Double.isFinite(value) ? value : null);
    }
    return row;
  }

  /** {@code differences.csv}: a row per key whose values differ, a column per group. */
  public Table differencesTable() {
    List<Column> columns = new ArrayList<>(List.of(new Column("key", CellType.TEXT)));
    groups.forEach(group -> columns.add(new Column("group_" + group.number(), CellType.TEXT)));
    List<List<Object>> rows = new ArrayList<>();
    differences.forEach(
        (key, values) -> {
          List<Object> row = new ArrayList<>(List.of(key));
          row.addAll(values);
          rows.add(row);
        });
    return new Table(columns, rows);
  }

  /** Warnings about the intervals. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (RunGroup group : groups) {
      if (!group.repeatedSeeds().isEmpty()) {
        notes.add(
            "Group %d has several runs with the same seed (%s): they are repetitions, so its intervals are"
                    .formatted(group.number(), seeds(group))
                + " too narrow.");
      }
      if (group.cutOff()) {
        notes.add(
            "Group %d has not finished: its numbers come from the last measurement."
                .formatted(group.number()));
      }
    }
    return notes;
  }

  private static String seeds(RunGroup group) {
    return String.join(", ", group.repeatedSeeds().stream().map(String::valueOf).toList());
  }
}
