package org.collapselab.reports.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells under an optional header; the first cell of a row is its heading. */
public final class HtmlTable {
  private final List<Html> rows = new ArrayList<>();
  private Html header = Html.EMPTY;

  /** Sets the header. */
  public HtmlTable header(List<Html> cells) {
    List<Html> heads = cells.stream().map(cell -> Html.tag("th", cell)).toList();
    header = Html.tag("thead", Html.tag("tr", Html.join(heads)));
    return this;
  }

  /** Adds a row. */
  public HtmlTable row(Html heading, List<Html> cells) {
    List<Html> parts = new ArrayList<>();
    parts.add(Html.tag("th", heading));
    cells.forEach(cell -> parts.add(Html.tag("td", cell)));
    rows.add(Html.tag("tr", Html.join(parts)));
    return this;
  }

  /** Adds a row. */
  public HtmlTable row(String heading, Html... cells) {
    return row(Html.text(heading), Arrays.asList(cells));
  }

  /** The table inside a box that scrolls sideways when it is wider than the page. */
  public Html html() {
    Html table = Html.tag("table", header, Html.tag("tbody", Html.join(rows)));
    return Html.tagOfClass("div", "scroll", table);
  }

  /** Any JSON tree as nested tables. */
  public static Html tree(JsonNode node) {
    if (node.isObject()) {
      HtmlTable table = new HtmlTable();
      node.properties().forEach(entry -> table.row(entry.getKey(), tree(entry.getValue())));
      return table.html();
    }
    if (node.isArray()) {
      HtmlTable table = new HtmlTable();
      for (int i = 0; i < node.size(); i++) {
        table.row(Integer.toString(i + 1), tree(node.get(i)));
      }
      return table.html();
    }
    return Html.text(node.asText());
  }
}
