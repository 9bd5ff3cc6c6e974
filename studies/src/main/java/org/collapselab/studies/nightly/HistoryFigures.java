package org.collapselab.studies.nightly;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;

/** A figure per file: a chart for each of its expectations over the nights. */
final class HistoryFigures {
  /** More nights than this are not drawn; {@code history.csv} keeps them. */
  static final int MOST_NIGHTS = 120;

  private static final String CAPTION =
      "Value over nights. The shaded side is out of bounds; the dashed line is the bound of the"
          + " last night. Crosses missed their bound; grey crosses at the bottom are nights without a value.";

  private HistoryFigures() {}

  static List<Figure> of(List<HistoryRow> history) {
    Map<String, List<HistoryRow>> files =
        latest(history).stream().collect(grouping(HistoryRow::file));
    List<Figure> figures = new ArrayList<>();
    files.forEach(
        (file, rows) ->
            figure("history-" + (figures.size() + 1), file, rows).ifPresent(figures::add));
    return figures;
  }

  private static List<HistoryRow> latest(List<HistoryRow> history) {
    List<String> nights = history.stream().map(HistoryRow::night).distinct().toList();
    Set<String> kept =
        Set.copyOf(nights.subList(Math.max(0, nights.size() - MOST_NIGHTS), nights.size()));
    return history.stream().filter(row -> kept.contains(row.night())).toList();
  }

  private static Optional<Figure> figure(String id, String file, List<HistoryRow> rows) {
    Map<String, List<HistoryRow>> quantities =
        rows.stream()
            .filter(row -> !row.expectation().isEmpty())
            .collect(grouping(HistoryRow::expectation));
    if (quantities.isEmpty()) {
      return Optional.empty();
    }
    List<String> nights = rows.stream().map(HistoryRow::night).distinct().toList();
    List<ObjectNode> charts =
        quantities.values().stream().map(series -> new ValueChart(series, nights).spec()).toList();
    ObjectNode spec = JsonTree.object("concat", JsonTree.array(charts), "columns", 2);
    // Flush charts line up whatever their labels; the spacing leaves room for titles and labels.
    spec.put("bounds", "flush").set("spacing", JsonTree.object("row", 76, "column", 90));
    Figure.Choice choice = new Figure.Choice(file, spec);
    return Optional.of(new Figure(id, file, Map.of(), List.of(choice), Html.text(CAPTION)));
  }

  private static Collector<HistoryRow, ?, Map<String, List<HistoryRow>>> grouping(
      Function<HistoryRow, String> key) {
    return Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList());
  }
}
