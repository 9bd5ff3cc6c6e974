package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.reports.page.Document;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.store.ClassMeans;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.MatchedDufm;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunFiles;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.SeriesTable;

/** Puts figures, tables and scripts into the page's template. */
final class RunPage {
  private final RunFiles run;
  private final int maxRows;
  private final List<Html> notes = new ArrayList<>();

  RunPage(RunFiles run, int maxRows) {
    this.run = run;
    this.maxRows = maxRows;
  }

  List<Figure> figures() {
    return figures(summary());
  }

  private RunSummary summary() {
    return run.summary().orElseGet(RunSummary::absent);
  }

  String render() {
    RunSummary summary = summary();
    List<Figure> figures = figures(summary);
    run.missing().forEach(name -> note(name + " is not in the run directory."));
    OutcomeText verdict = new OutcomeText(summary, run.compared(), run.whyNotCompared());
    Optional<DufmPlace> place = place();
    String title = summary.name() == null ? run.directory() : summary.name();

    Map<String, Html> values = new HashMap<>();
    values.put(
        "description", Html.text(summary.description() == null ? "" : summary.description()));
    values.put("verdict", Html.text(verdict.text() + place.map(RunPage::inWords).orElse("")));
    values.put("notes", notes.isEmpty() ? Html.EMPTY : Html.tag("ul", Html.join(notes)));
    values.put("key-numbers", RunTables.keyNumbers(summary));
    values.put(
        "comparison",
        Html.join(
            run.compared().map(RunPage::comparison).orElseGet(() -> noComparison(verdict)),
            place.map(RunPage::matched).orElse(Html.EMPTY),
            run.provenance().map(ClassTable::of).orElse(Html.EMPTY)));
    values.put("config", run.config().map(Html::text).orElseGet(() -> absent(RunDirectory.CONFIG)));
    values.put(
        "provenance",
        run.provenance().map(HtmlTable::tree).orElseGet(() -> absent(RunDirectory.PROVENANCE)));
    return Document.render(title, RunPage.class, "run.html", values, figures);
  }

  private List<Figure> figures(RunSummary summary) {
    Optional<SeriesTable> metrics = run.metrics().map(t -> thin(t, RunTable.METRICS.file()));
    Optional<SeriesTable> spectra = run.spectra().map(t -> thin(t, RunTable.SPECTRA.file()));
    Symbols symbols = new Symbols(run.compared(), run.metrics());
    List<ClassMeans> means =
        run.means().stream()
            .sorted(Comparator.comparing(ClassMeans::layerTap, symbols.byDepth()))
            .toList();
    List<Figure> figures =
        new ArrayList<>(
            List.of(
                LossFigure.of(metrics, run.compared(), summary),
                MetricFigure.of(metrics),
                SpectrumFigure.of(spectra, run.compared(), symbols),
                MeansFigures.gram(means, symbols),
                MeansFigures.means(means, symbols)));
    MatchedFigure.of(run.matchedDufm(), run.compared()).ifPresent(figures::add);
    return figures;
  }

  /** Empty if no matched DUFM was asked for, or if it does not belong to this end of the run. */
  private Optional<DufmPlace> place() {
    return run.matchedDufm()
        .filter(MatchedDufm::isAvailable)
        .filter(matched -> run.compared().filter(matched::belongsTo).isPresent())
        .map(DufmPlace::new);
  }

  private static String inWords(DufmPlace place) {
    return " " + String.join(" ", place.sentences());
  }

  private static Html matched(DufmPlace place) {
    return Html.join(heading("The DUFM that matches the run"), MatchedTable.of(place));
  }

  private SeriesTable thin(SeriesTable table, String file) {
    Thinning thinning = Thinning.of(table, maxRows);
    if (thinning.thinned()) {
      note(
          "%s has %s rows; the figures show %s of them, since series longer than %s points are thinned evenly."
              .formatted(
                  file,
                  Numbers.count(thinning.rows()),
                  Numbers.count(thinning.table().rows()),
                  Numbers.count(thinning.longest())));
    }
    return thinning.table();
  }

  private void note(String text) {
    notes.add(Html.tag("li", Html.text(text)));
  }

  private static Html comparison(Comparison comparison) {
    return Html.join(
        heading("Ranks and structure per layer"),
        LayerTable.of(comparison),
        heading("Loss compared with the references"),
        LossTable.of(comparison),
        heading("The DUFM used for the comparison"),
        RunTables.problem(comparison.problem()));
  }

  private static Html noComparison(OutcomeText verdict) {
    return Html.join(
        heading("Comparison with theory"), Html.tag("p", Html.text(verdict.whyNotCompared())));
  }

  private static Html heading(String text) {
    return Html.tag("h2", Html.text(text));
  }

  private static Html absent(String file) {
    return Html.text(file + " is not in the run directory.");
  }
}
