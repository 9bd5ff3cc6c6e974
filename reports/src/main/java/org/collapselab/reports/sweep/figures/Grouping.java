package org.collapselab.reports.sweep.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.data.TrialGroup;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/**
 * Distributes the completed trials of a sweep over panels, colours and marks. Without a column for
 * colours, settings that differ in more than panel and axes differ in colour.
 */
final class Grouping {
  private final Trials trials;
  private final FigureConfig figure;
  private final List<String> rest;
  private final List<String> colourKeys;
  private final List<TrialGroup> groups;

  /**
   * @param axes columns in which marks of one colour differ
   */
  Grouping(SweepData sweep, FigureConfig figure, List<String> axes) {
    this.trials = sweep.trials();
    this.figure = figure;
    List<String> used = new ArrayList<>(axes);
    used.add(figure.panel());
    used.add(figure.colour());
    List<String> others = sweep.variedBut(used);
    this.colourKeys = figure.colour().isEmpty() ? others : List.of(figure.colour());
    this.rest = figure.colour().isEmpty() ? List.of() : others;
    Map<TrialGroup, List<TrialRow>> found = new LinkedHashMap<>();
    for (TrialRow trial : trials.completed()) {
      found.computeIfAbsent(key(trial), key -> new ArrayList<>()).add(trial);
    }
    this.groups = found.entrySet().stream().map(e -> e.getKey().with(e.getValue())).toList();
  }

  private TrialGroup key(TrialRow trial) {
    return new TrialGroup(
        panel(trial), colour(trial), label(rest, trial), trial.setting(), List.of());
  }

  private String panel(TrialRow trial) {
    return figure.panel().isEmpty() ? "" : label(List.of(figure.panel()), trial);
  }

  private String colour(TrialRow trial) {
    return colourKeys.size() == 1 ? trial.text(colourKeys.get(0)) : label(colourKeys, trial);
  }

  static String label(List<String> keys, TrialRow trial) {
    return keys.stream()
        .map(key -> key + " " + (trial.text(key).isEmpty() ? "–" : trial.text(key)))
        .collect(Collectors.joining(", "));
  }

  List<TrialGroup> groups() {
    return groups;
  }

  List<TrialGroup> groups(String panel) {
    return groups.stream().filter(group -> group.panel().equals(panel)).toList();
  }

  /** Headings of the panels; one empty heading if there is one panel only. */
  List<String> panels() {
    List<String> values = figure.panel().isEmpty() ? List.of() : trials.values(figure.panel());
    return ordered(TrialGroup::panel, values.stream().map(v -> figure.panel() + " " + v).toList());
  }

  Colouring colouring() {
    boolean one = colourKeys.size() == 1;
    List<String> order = one ? trials.values(colourKeys.get(0)) : List.of();
    return new Colouring(one ? colourKeys.get(0) : "", ordered(TrialGroup::colour, order));
  }

  /** Values that occur, those in {@code order} first. */
  private List<String> ordered(Function<TrialGroup, String> value, List<String> order) {
    List<String> present = groups.stream().map(value).distinct().toList();
    List<String> result = new ArrayList<>(order.stream().filter(present::contains).toList());
    present.stream().filter(v -> !result.contains(v)).forEach(result::add);
    return result;
  }
}
