package org.collapselab.studies.nightly;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.expect.Checked;

/** Tonight's results: one row per expectation; the first row of a file names it. */
final class NightTable {
  private static final int DIGITS = 5;

  private NightTable() {}

  static Html of(NightResult night, Path out) {
    List<Html> header =
        Stream.of("file", "state", "time", "expectation", "value", "bound", "passed", "")
            .map(Html::text)
            .toList();
    HtmlTable table = new HtmlTable().header(header);
    night.files().forEach(result -> add(result, out, table));
    return Html.tagOfClass("div", "night", table.html());
  }

  private static void add(FileResult result, Path out, HtmlTable table) {
    List<Checked> checks = result.checks().all();
    Html name = Html.text(result.file().name());
    Html state = state(result);
    Html time = Html.text(result.seconds() > 0 ? Numbers.duration(result.seconds()) : "");
    Html link = link(result, out);
    if (checks.isEmpty()) {
      Html nothing = Html.text(result.file().problem().isEmpty() ? "no expectations" : "");
      List<Html> cells =
          List.of(state, time, nothing, Html.EMPTY, Html.EMPTY, mark(result.passed()), link);
      table.row(name, cells);
    }
    for (int i = 0; i < checks.size(); i++) {
      boolean first = i == 0;
      Checked checked = checks.get(i);
      table.row(
          first ? name : Html.EMPTY,
          List.of(
              first ? state : Html.EMPTY,
              first ? time : Html.EMPTY,
              Html.text(checked.quantity()),
              value(checked),
              Html.text(checked.bound()),
              mark(checked.passed()),
              first ? link : Html.EMPTY));
    }
  }

  private static Html state(FileResult result) {
    String label = result.state().label();
    return result.reason().isEmpty()
        ? Html.text(label)
        : Html.tagOfClass("span", "error", Html.text(label + ": " + result.reason()));
  }

  private static Html value(Checked checked) {
    return checked.reason().isEmpty()
        ? Html.text(Numbers.format(checked.value(), DIGITS))
        : Html.tagOfClass("span", "error", Html.text(checked.reason()));
  }

  private static Html mark(boolean passed) {
    return passed ? Html.text("✓") : Html.tagOfClass("span", "error", Html.text("✗"));
  }

  private static Html link(FileResult result, Path out) {
    return result
        .directory()
        .map(directory -> directory.resolve("report.html"))
        .filter(Files::exists)
        .map(report -> out.relativize(report).toString().replace('\\', '/'))
        .map(target -> "<a href=\"" + Html.text(target).markup() + "\">report</a>")
        .map(Html::new)
        .orElse(Html.EMPTY);
  }
}
