package org.collapselab.reports.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.collapselab.models.Warmup;
import org.collapselab.models.dufm.Descent;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.trainer.store.DufmEnd;
import org.collapselab.trainer.store.MatchedDufm;

/** How the matched DUFM was trained, where it ended, and what it has otherwise than the run. */
final class MatchedTable {
  private MatchedTable() {}

  static Html of(DufmPlace place) {
    MatchedDufm matched = place.matched();
    Descent descent = matched.descent();
    HtmlTable table = new HtmlTable();
    table.row("Width d of every layer", Html.number(matched.model().width()));
    table.row("Features", Html.text(DufmPlace.features(matched.model())));
    table.row("Random starts", Html.number(matched.ends().size()));
    table.row(
        "Gradient descent",
        Html.text(
            "%s steps, %s time constants 1/(ηλ) of the slowest factor; learning rate η = %s, momentum %s"
                .formatted(
                    Numbers.count(descent.steps()),
                    Numbers.format(matched.timeConstants(), 3),
                    Numbers.format(descent.learningRate()),
                    Numbers.format(descent.momentum()))));
    Warmup warmup = descent.warmup();
    if (!warmup.equals(Warmup.NONE)) {
      table.row(
          "Warm-up of the λs",
          Html.text(
              "%s steps without penalties, then %s over which they rise: the shares of the run's"
                      .formatted(
                          Numbers.count(warmup.freeSteps()), Numbers.count(warmup.risingSteps()))
                  + " training"));
    }
    table.row("Seeds still moving at the end", Html.number(place.moving()));
    table.row("Loss of the seeds", Html.text(losses(place.ended())));
    for (Map.Entry<String, Share> verdict : place.verdicts().entrySet()) {
      table.row(
          "Seeds in “%s”".formatted(verdict.getKey()),
          Html.text(DufmPlace.counted(verdict.getValue())));
    }
    table.row("Computed by version", Html.text(versions(matched.ends())));
    return Html.join(table.html(), differences(matched.differences()));
  }

  private static String losses(List<DufmEnd> ended) {
    if (ended.isEmpty()) {
      return Numbers.ABSENT;
    }
    double[] losses = ended.stream().mapToDouble(DufmEnd::loss).sorted().toArray();
    return "lowest %s, median %s, highest %s"
        .formatted(
            Numbers.format(losses[0], 6),
            Numbers.format(median(losses), 6),
            Numbers.format(losses[losses.length - 1], 6));
  }

  /** Of values in ascending order, at least one. */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }

  private static String versions(List<DufmEnd> ends) {
    return ends.stream()
        .map(end -> "%s (%s)".formatted(end.version(), end.commit()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Html differences(List<String> differences) {
    List<Html> items =
        differences.stream().map(difference -> Html.tag("li", Html.text(difference))).toList();
    return items.isEmpty() ? Html.EMPTY : Html.tag("ul", Html.join(items));
  }
}
