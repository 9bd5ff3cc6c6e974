package org.collapselab.reports.optimum;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.theory.Structure;

/** Loss against rank: what the search found, and the reference solutions. */
record FrontierFigure(StoredFrontier frontier) {
  static final String ID = "frontier";

  /** Points above this multiple of DNC's loss are left out of the closer view. */
  private static final double NEAR = 1.3;

  private static final double MARGIN = 0.06;

  Figure draw() {
    List<Double> losses = new ArrayList<>();
    frontier.frontier().forEach(point -> losses.add(point.loss()));
    frontier.references().values().forEach(named -> losses.add(named.loss()));
    double limit = NEAR * reference(Structure.DNC).orElse(frontier.best().loss());
    List<Figure.Choice> choices = new ArrayList<>();
    choices.add(choice("close to the lowest", losses.stream().filter(l -> l <= limit), false));
    if (losses.stream().anyMatch(loss -> loss > limit)) {
      choices.add(choice("all, logarithmic", losses.stream(), true));
    }
    return new Figure(
        ID,
        "Lowest loss found at each rank",
        Map.of(ID, points()),
        choices,
        Html.text(
            "Blue: the lowest loss found at each rank; the filled point is the lowest of all. It is an"
                + " upper bound: nothing says that there is no lower one. Diamonds at their rank, and"
                + " dashed lines: the reference solutions that fit into the width. Rank is the largest"
                + " of the class means in layers 2 … L − 1 (of layer 1 where L ≤ 2). A rank without a"
                + " point is one at which no start ended."));
  }

  private Optional<Double> reference(Structure structure) {
    return Optional.ofNullable(frontier.references().get(structure.label()))
        .map(StoredFrontier.Named::loss);
  }

  private Figure.Choice choice(String label, Stream<Double> shown, boolean logarithmic) {
    List<Double> losses = shown.sorted().toList();
    double low = losses.get(0);
    double high = losses.get(losses.size() - 1);
    double factor = Math.pow(high / low, MARGIN);
    double margin = Math.max(MARGIN * (high - low), 0.01 * high);
    ValueAxis axis =
        logarithmic
            ? new ValueAxis(true, low / factor, high * factor)
            : new ValueAxis(false, Math.max(0, low - margin), high + margin);
    return new Figure.Choice(label, new FrontierChart(frontier, axis).spec());
  }

  private Dataset points() {
    ArrayNode ranks = JsonTree.array();
    ArrayNode losses = JsonTree.array();
    ArrayNode layers = JsonTree.array();
    ArrayNode reached = JsonTree.array();
    ArrayNode best = JsonTree.array();
    for (StoredFrontier.Point point : frontier.frontier()) {
      ranks.add(point.rank());
      losses.add(point.loss());
      layers.add(String.join(" ", point.ranks().stream().map(String::valueOf).toList()));
      reached.add("%d of %d".formatted(point.reached(), point.ended()));
      best.add(point == frontier.best() ? "lowest" : "other");
    }
    return new Dataset()
        .block(
            JsonTree.object(),
            JsonTree.object(
                "rank", ranks, "loss", losses, "ranks", layers, "reached", reached, "which", best));
  }
}
