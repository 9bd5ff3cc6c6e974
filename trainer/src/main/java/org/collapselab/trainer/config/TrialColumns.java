package org.collapselab.trainer.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.collapselab.trainer.store.CellType;
import org.collapselab.trainer.store.sweep.FoundColumns;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * The columns of a sweep's tables, known before any trial has run.
 *
 * @param types column of {@code trials.csv} → type of its cells, whatever the trials find
 * @param found the columns whose cells are results of trials
 * @param quantities of {@code curves.csv}
 */
public record TrialColumns(Map<String, CellType> types, Set<String> found, Set<String> quantities) {

  /** The columns of a sweep. */
  public static TrialColumns of(SweepConfig sweep) {
    Set<String> collected = new LinkedHashSet<>();
    Set<String> found = new LinkedHashSet<>();
    Set<String> quantities = new LinkedHashSet<>();
    for (SweepSetting setting : sweep.settings()) {
      TrialFindings of = TrialFindings.of(setting.trial());
      found.addAll(of.columns());
      quantities.addAll(of.quantities());
      collected.addAll(of.collected());
    }
    Map<String, CellType> types = new LinkedHashMap<>();
    types.put(TrialRow.ID, CellType.TEXT);
    types.put(TrialRow.SETTING, CellType.WHOLE);
    varied(sweep)
        .forEach(
            (key, values) ->
                types.put(TrialRow.variedColumn(key, found), VariedType.of(sweep, key, values)));
    types.put(TrialRow.SEED, CellType.WHOLE);
    types.put(TrialRow.STATE, CellType.TEXT);
    types.put(TrialRow.REASON, CellType.TEXT);
    types.put(TrialRow.SECONDS, CellType.NUMBER);
    found.forEach(
        column ->
            types.put(
                column, collected.contains(column) ? CellType.NUMBER : FoundColumns.type(column)));
    return new TrialColumns(types, found, quantities);
  }

  /** Key → its values in all settings that have it. */
  private static Map<String, List<String>> varied(SweepConfig sweep) {
    return sweep.settings().stream()
        .flatMap(setting -> setting.varied().entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                LinkedHashMap::new,
                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /** What is wrong with the name of a column; empty if {@code trials.csv} will have it. */
  public Optional<String> unknownColumn(String name) {
    return unknown("trials.csv", "column", name, types.keySet());
  }

  /** What is wrong with the name of a quantity; empty if {@code curves.csv} will have it. */
  public Optional<String> unknownQuantity(String name) {
    return unknown("curves.csv", "quantity", name, quantities);
  }

  private static Optional<String> unknown(
      String file, String what, String name, Collection<String> known) {
    if (known.contains(name)) {
      return Optional.empty();
    }
    String meant =
        Suggestions.closest(name, List.copyOf(known))
            .map("; did you mean %s?"::formatted)
            .orElse(".");
    String there = known.isEmpty() ? "no " + what : String.join(", ", known);
    return Optional.of(
        "%s of this sweep has no %s %s%s It has: %s".formatted(file, what, name, meant, there));
  }
}
