package org.collapselab.trainer.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells under an optional header; the first cell of a row is its heading. */
final class HtmlTable {
  private final List<Html> rows = new ArrayList<>();
  private Html header = Html.EMPTY;

  HtmlTable header(List<Html> cells) {
    List<Html> heads = cells.stream().map(cell -> Html.tag("th", cell)).toList();
    header = Html.tag("thead", Html.tag("tr", Html.join(heads)));
    return this;
  }

  HtmlTable row(Html heading, List<Html> cells) {
    List<Html> parts = new ArrayList<>();
    parts.add(Html.tag("th", heading));
    cells.forEach(cell -> parts.add(Html.tag("td", cell)));
    rows.add(Html.tag("tr", Html.join(parts)));
    return this;
  }

  HtmlTable row(String heading, Html... cells) {
    return row(Html.text(heading), Arrays.asList(cells));
  }

  /** The table inside a box that scrolls sideways when it is wider than the page. */
  Html html() {
    Html table = Html.tag("table", header, Html.tag("tbody", Html.join(rows)));
    return Html.tagOfClass("div", "scroll", table);
  }
}
