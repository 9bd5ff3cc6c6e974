package org.collapselab.reports.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.reports.page.Document;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.figures.Figures;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.store.sweep.SweepFiles;

/** Puts figures and tables into the page of a sweep. */
record SweepPage(SweepFiles files, SweepConfig config, int maxRows) {
  /** Longer tables are collapsed. */
  private static final int LONG = 24;

  String render() {
    Optional<SweepData> sweep =
        files.trials().map(trials -> new SweepData(config, files, trials, maxRows));
    List<Figure> figures = sweep.map(Figures::of).orElse(List.of());

    Map<String, Html> values = new HashMap<>();
    values.put("paper", Html.text(config.paper()));
    values.put("claim", claim());
    values.put("outcome", Html.text(Outcome.text(config, files.trials())));
    values.put("notes", notes());
    values.put("settings", sweep.map(this::settings).orElseGet(() -> absent(SweepFiles.TRIALS)));
    values.put("failures", files.trials().map(FailureTable::of).orElse(Html.EMPTY));
    values.put("config", Html.text(files.yaml().orElseGet(config::yaml)));
    values.put(
        "provenance",
        files.provenance().map(HtmlTable::tree).orElseGet(() -> absent(SweepFiles.PROVENANCE)));
    String title = config.title().isBlank() ? config.name() : config.title();
    return Document.render(title, SweepPage.class, "sweep.html", values, figures);
  }

  private Html claim() {
    return config.claim().isBlank()
        ? Html.EMPTY
        : Html.tagOfClass(
            "p",
            "verdict",
            Html.tag(
                "b", Html.text(config.paper().isBlank() ? "Expected. " : "What the paper says. ")),
            Html.text(config.claim().strip()));
  }

  private Html notes() {
    List<Html> notes = new ArrayList<>();
    for (String name : files.missing()) {
      notes.add(Html.tag("li", Html.text(name + " is not in the directory of the sweep.")));
    }
    return notes.isEmpty() ? Html.EMPTY : Html.tag("ul", Html.join(notes));
  }

  private Html settings(SweepData sweep) {
    Html table = KeyTable.of(sweep);
    int rows = config.settings().size();
    return rows <= LONG
        ? table
        : Html.tag(
            "details", Html.tag("summary", Html.text("All %d settings".formatted(rows))), table);
  }

  private static Html absent(String file) {
    return Html.tag("p", Html.text(file + " is not in the directory of the sweep."));
  }
}
