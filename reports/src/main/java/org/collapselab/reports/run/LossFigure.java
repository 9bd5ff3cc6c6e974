package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.Splits;

/** Figure 1: the head's objective over training with the reference losses, and its parts. */
final class LossFigure {
  private static final String ID = "loss";
  private static final String TITLE = "Loss of the head and the reference losses";

  private final double[] objective;
  private final Optional<Comparison> comparison;
  private final List<Comparison.Reference> references;

  private LossFigure(Series objective, Optional<Comparison> comparison) {
    this.objective = objective.values().filter(value -> value > 0).toArray();
    this.comparison = comparison;
    this.references =
        comparison.stream()
            .flatMap(c -> c.available().stream())
            .filter(reference -> reference.loss() != null && reference.loss() > 0)
            .toList();
  }

  /**
   * @param summary says which samples were measured
   */
  static Figure of(
      Optional<SeriesTable> metrics, Optional<Comparison> comparison, RunSummary summary) {
    if (metrics.isEmpty()) {
      return Figure.missing(ID, TITLE, RunTable.METRICS.file() + " is not in the run directory.");
    }
    List<Series> shown =
        MatchedPenalty.applied(metrics.get(), comparison).series().stream()
            .filter(s -> LossChart.METRICS.contains(s.key().quantity()))
            .filter(s -> s.key().split().equals(Splits.TRAIN))
            .toList();
    return shown.stream()
        .filter(s -> LossChart.OBJECTIVE.equals(s.key().quantity()))
        .filter(s -> s.values().anyMatch(value -> value > 0))
        .findFirst()
        .map(s -> new LossFigure(s, comparison).draw(SeriesDataset.of(shown), summary))
        .orElseGet(
            () ->
                Figure.missing(
                    ID,
                    TITLE,
                    RunTable.METRICS.file()
                        + " has no positive %s on the training set."
                            .formatted(LossChart.OBJECTIVE)));
  }

  private Figure draw(Dataset table, RunSummary summary) {
    List<Figure.Choice> choices = new ArrayList<>();
    if (!references.isEmpty()) {
      choices.add(choice("near the references, linear steps", near(), false));
      choices.add(choice("near the references, logarithmic steps", near(), true));
    }
    choices.add(choice("whole range, logarithmic steps", whole(), true));
    choices.add(choice("whole range, linear steps", whole(), false));
    return new Figure(ID, TITLE, Map.of(LossChart.TABLE, table), choices, caption(summary));
  }

  private Figure.Choice choice(String label, ValueAxis axis, boolean logarithmicSteps) {
    LossChart chart =
        new LossChart(
            axis, logarithmicSteps, comparison, references, last(), objective.length == 1);
    return new Figure.Choice(label, chart.spec());
  }

  private static Html caption(RunSummary summary) {
    return Html.text(
        "Top: the DUFM objective of the head (fit + head penalties + feature penalty) at each "
            + "measured step, on: "
            + summary.followedOn()
            + ". The key numbers and the tables are measured at the end, on: "
            + summary.measuredOn()
            + ". If these samples differ, the end of the curve differs from the table. Dashed lines are the losses of the reference "
            + "solutions for the same K, L and Λ. A curve that ends below a line shows that the "
            + "head found a lower loss than that construction. Bottom: the parts of the objective, "
            + "stacked; at a stationary point of a bias-free ReLU chain the head’s part is L times "
            + "the features’ part. A logarithmic step axis omits step 0.");
  }

  private ValueAxis whole() {
    double[] all = DoubleStream.concat(measured(), predicted()).toArray();
    double low = DoubleStream.of(all).min().orElseThrow();
    double high = DoubleStream.of(all).max().orElseThrow();
    return new ValueAxis(true, 0.9 * low, 1.1 * high);
  }

  /** Shows all references, the lowest loss and the last. */
  private ValueAxis near() {
    double highest = predicted().max().orElseThrow();
    double low = DoubleStream.concat(measured(), predicted()).min().orElseThrow();
    double high = Math.max(highest, last());
    double margin = 0.25 * (high - low) + 0.05 * high;
    return new ValueAxis(false, Math.max(0, low - margin), high + margin);
  }

  private DoubleStream measured() {
    return DoubleStream.of(objective);
  }

  private DoubleStream predicted() {
    return references.stream().mapToDouble(Comparison.Reference::loss);
  }

  private double last() {
    return objective[objective.length - 1];
  }
}
