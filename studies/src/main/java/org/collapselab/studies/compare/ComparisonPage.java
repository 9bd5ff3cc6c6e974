package org.collapselab.studies.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.collapselab.reports.export.Table;
import org.collapselab.reports.page.Document;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;

/** Puts figures and tables of a comparison into one page. */
record ComparisonPage(RunsComparison comparison, List<String> command) {

  String render() {
    Map<String, Html> values = new HashMap<>();
    values.put("size", Html.text(size()));
    values.put("notes", notes());
    values.put("differences", differences());
    values.put("summary", summary());
    values.put("runs", runs());
    values.put("command", Html.text(String.join(" ", command)));
    return Document.render(
        "Comparison of runs",
        ComparisonPage.class,
        "compare.html",
        values,
        new FigureData(comparison).figures());
  }

  private String size() {
    int runs = comparison.runs().size();
    int groups = comparison.groups().size();
    return "%d run%s in %d group%s of equal configuration apart from the seed."
        .formatted(runs, runs == 1 ? "" : "s", groups, groups == 1 ? "" : "s");
  }

  private Html notes() {
    List<Html> notes =
        comparison.notes().stream().map(note -> Html.tag("li", Html.text(note))).toList();
    return notes.isEmpty() ? Html.EMPTY : Html.tag("ul", Html.join(notes));
  }

  private List<Html> header(String first) {
    List<Html> header = new ArrayList<>(List.of(Html.text(first)));
    comparison.groups().forEach(group -> header.add(Html.text("group " + group.number())));
    return header;
  }

  private Html differences() {
    if (comparison.differences().isEmpty()) {
      return Html.tag("p", Html.text("Nothing but the seed."));
    }
    HtmlTable table = new HtmlTable().header(header("key"));
    comparison
        .differences()
        .forEach(
            (key, values) -> table.row(Html.text(key), values.stream().map(Html::text).toList()));
    return Html.tagOfClass("div", "numbers", table.html());
  }

  private Html summary() {
    HtmlTable table = new HtmlTable().header(header("quantity"));
    table.row(Html.text("runs"), cells(group -> Html.text(Integer.toString(group.runs().size()))));
    for (String outcome : union(group -> group.outcomes().keySet())) {
      table.row(Html.text(outcome), cells(group -> share(group.outcomes().get(outcome))));
    }
    for (String column : RunsComparison.leadingFirst(union(RunGroup::numbers))) {
      table.row(Html.text(column), cells(group -> mean(group.mean(column))));
    }
    return Html.tagOfClass("div", "numbers", table.html());
  }

  private List<Html> cells(Function<RunGroup, Html> cell) {
    return comparison.groups().stream().map(cell).toList();
  }

  private Set<String> union(Function<RunGroup, Set<String>> names) {
    Set<String> all = new LinkedHashSet<>();
    comparison.groups().forEach(group -> all.addAll(names.apply(group)));
    return all;
  }

  private static Html share(Estimate share) {
    return share == null
        ? Html.text(Numbers.ABSENT)
        : withInterval(
            "%d of %d".formatted(Math.round(share.mean() * share.n()), share.n()),
            Numbers.percent(share.low()),
            Numbers.percent(share.high()));
  }

  private static Html mean(Estimate mean) {
    String text = mean.spread().text();
    return mean.sd() > 0
        ? withInterval(text, Numbers.format(mean.low()), Numbers.format(mean.high()))
        : Html.text(text);
  }

  private static Html withInterval(String text, String low, String high) {
    return Html.join(
        Html.text(text + " "), Html.tag("small", Html.text("[%s, %s]".formatted(low, high))));
  }

  private Html runs() {
    Table table = comparison.runTable();
    HtmlTable html =
        new HtmlTable().header(table.columns().stream().map(c -> Html.text(c.name())).toList());
    for (List<Object> row : table.rows()) {
      html.row(
          Html.text((String) row.get(0)),
          row.subList(1, row.size()).stream().map(ComparisonPage::cell).toList());
    }
    return Html.tagOfClass("div", "numbers", html.html());
  }

  private static Html cell(Object value) {
    if (value instanceof Double number) {
      return Html.number(number);
    }
    return Html.text(value == null ? Numbers.ABSENT : value.toString());
  }
}
