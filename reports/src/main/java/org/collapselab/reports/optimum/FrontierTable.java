package org.collapselab.reports.optimum;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;

/** One row for each rank: losses and tests of convergence, and the spectra. */
record FrontierTable(StoredFrontier frontier) {
  private static final int LOSS_DIGITS = 7;
  private static final int DIGITS = 4;

  /** Losses, ranks, gradient norm, balance gap, and how often the point was reached. */
  Html points() {
    StoredFrontier.Point best = frontier.best();
    HtmlTable table =
        new HtmlTable()
            .header(
                texts(
                    "Rank",
                    "Loss",
                    "Above the lowest",
                    "Fit",
                    "Ranks by layer",
                    "Gradient norm",
                    "Balance gap",
                    "Reached"));
    for (StoredFrontier.Point point : frontier.frontier()) {
      table.row(
          Integer.toString(point.rank()),
          Html.text(Numbers.format(point.loss(), LOSS_DIGITS)),
          Html.text(
              point == best ? "lowest" : Numbers.percent(point.loss() / best.loss() - 1)),
          Html.text(Numbers.format(point.fit(), DIGITS)),
          Html.text(
              point.ranks().stream().map(String::valueOf).collect(Collectors.joining(" "))),
          Html.text(Numbers.format(point.gradientNorm(), 2)),
          Html.text(Numbers.format(point.balanceGap(), 2)),
          Html.text("%d of %d".formatted(point.reached(), point.ended())));
    }
    return table.html();
  }

  /** The singular values of σ(M_l) above 0, a column for each layer. */
  Html spectra() {
    List<String> header = new ArrayList<>(List.of("Rank"));
    for (int l = 1; l <= frontier.problem().depth(); l++) {
      header.add("Layer " + l);
    }
    HtmlTable table = new HtmlTable().header(texts(header.toArray(String[]::new)));
    for (StoredFrontier.Point point : frontier.frontier()) {
      List<Html> cells = new ArrayList<>();
      for (int l = 0; l < point.singularValues().size(); l++) {
        List<Double> counted = point.singularValues().get(l).subList(0, point.ranks().get(l));
        cells.add(
            Html.text(
                counted.isEmpty()
                    ? Numbers.ABSENT
                    : counted.stream()
                        .map(value -> Numbers.format(value, DIGITS))
                        .collect(Collectors.joining(" "))));
      }
      table.row(Html.text(Integer.toString(point.rank())), cells);
    }
    return table.html();
  }

  private static List<Html> texts(String... texts) {
    return List.of(texts).stream().map(Html::text).toList();
  }
}
