package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.reference.LayerGeometry;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.DufmEnd;
import org.collapselab.trainer.store.MatchedDufm;

/** Figure 6: losses, verdicts and ranks of the seeds of the matched DUFM, and the run's own. */
final class MatchedFigure {
  private static final String ID = "matched";
  private static final String TITLE = "The run among the seeds of its matched DUFM";

  /** Successive multiples of it, modulo 1, keep apart: no two of a few points share a place. */
  private static final double GOLDEN = 0.6180339887498949;

  private final DufmPlace place;
  private final Comparison comparison;

  private MatchedFigure(DufmPlace place, Comparison comparison) {
    this.place = place;
    this.comparison = comparison;
  }

  /** Empty if no matched DUFM was asked for. */
  static Optional<Figure> of(Optional<MatchedDufm> matched, Optional<Comparison> comparison) {
    return matched.map(m -> draw(m, comparison));
  }

  private static Figure draw(MatchedDufm matched, Optional<Comparison> comparison) {
    if (!matched.isAvailable()) {
      return Figure.missing(ID, TITLE, matched.unavailable());
    }
    if (comparison.isEmpty() || !matched.belongsTo(comparison.get())) {
      return Figure.missing(
          ID, TITLE, "matched-dufm.json is about another end of the run than comparison.json.");
    }
    DufmPlace place = new DufmPlace(matched);
    return place.ended().isEmpty()
        ? Figure.missing(ID, TITLE, "all seeds of the matched DUFM diverged.")
        : new MatchedFigure(place, comparison.get()).draw();
  }

  private Figure draw() {
    List<String> verdicts = List.copyOf(place.verdicts().keySet());
    List<Comparison.Reference> references =
        comparison.available().stream().filter(reference -> !reference.trivial()).toList();
    ValueAxis axis = axis(references);
    MatchedChart chart =
        new MatchedChart(
            axis,
            verdicts,
            layers(),
            references.stream()
                .filter(r -> r.loss() >= axis.low() && r.loss() <= axis.high())
                .toList(),
            comparison,
            place.matched().run(),
            place.verdicts().values().stream().mapToInt(Share::count).max().orElseThrow());
    Map<String, Dataset> tables = new LinkedHashMap<>();
    tables.put(MatchedChart.SEEDS, seeds(verdicts));
    tables.put(MatchedChart.SHARES, shares());
    tables.put(MatchedChart.RANKS, ranks());
    tables.put(MatchedChart.OWN_RANKS, ownRanks());
    return new Figure(
        ID,
        TITLE,
        tables,
        List.of(new Figure.Choice("all", chart.spec())),
        caption(references, axis));
  }

  /** Shows all seeds, the run, DNC and SRG. */
  private ValueAxis axis(List<Comparison.Reference> references) {
    List<Double> shown = new ArrayList<>(List.of(place.matched().run().loss()));
    place.ended().forEach(end -> shown.add(end.loss()));
    references.stream()
        .filter(
            r ->
                r.structure().equals(Structure.DNC.label())
                    || r.structure().equals(Structure.SRG.label()))
        .forEach(r -> shown.add(r.loss()));
    double low = shown.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double high = shown.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double margin = Math.max(0.08 * (high - low), 0.01 * high);
    return new ValueAxis(false, Math.max(0, low - margin), high + margin);
  }

  private Dataset seeds(List<String> verdicts) {
    Dataset rows = new Dataset();
    for (String verdict : verdicts) {
      ArrayNode numbers = JsonTree.array();
      ArrayNode losses = JsonTree.array();
      ArrayNode offsets = JsonTree.array();
      ArrayNode ranks = JsonTree.array();
      int placed = 0;
      for (DufmEnd end : place.ended()) {
        if (end.verdict().equals(verdict)) {
          numbers.add(end.seed());
          losses.add(end.loss());
          offsets.add(2 * (placed++ * GOLDEN % 1) - 1);
          ranks.add(end.postRanks().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
      }
      if (placed > 0) {
        rows.block(
            JsonTree.object("verdict", verdict),
            JsonTree.object("seed", numbers, "loss", losses, "offset", offsets, "ranks", ranks));
      }
    }
    return rows;
  }

  private Dataset shares() {
    ArrayNode names = JsonTree.array();
    ArrayNode counts = JsonTree.array();
    ArrayNode texts = JsonTree.array();
    place
        .verdicts()
        .forEach(
            (verdict, share) -> {
              names.add(verdict);
              counts.add(share.count());
              texts.add(DufmPlace.counted(share));
            });
    return new Dataset()
        .block(
            JsonTree.object(), JsonTree.object("verdict", names, "count", counts, "text", texts));
  }

  /** M_1, σ(M_2) … σ(M_L); without ReLU M_1 … M_L. */
  private List<String> layers() {
    return comparison.activated().stream().map(Symbols::notation).toList();
  }

  private Dataset ranks() {
    Dataset rows = new Dataset();
    List<String> layers = layers();
    for (int l = 0; l < layers.size(); l++) {
      Map<Integer, Integer> counts = new TreeMap<>();
      for (DufmEnd end : place.ended()) {
        counts.merge(end.postRanks().get(l), 1, Integer::sum);
      }
      rows.block(
          JsonTree.object("layer", layers.get(l)),
          JsonTree.object(
              "rank", JsonTree.array(List.copyOf(counts.keySet())),
              "count", JsonTree.array(List.copyOf(counts.values()))));
    }
    return rows;
  }

  private Dataset ownRanks() {
    List<Integer> ranks = new ArrayList<>();
    comparison.activated().forEach(layer -> ranks.add(layer.measured().rank()));
    return new Dataset()
        .block(
            JsonTree.object(),
            JsonTree.object("layer", JsonTree.array(layers()), "rank", JsonTree.array(ranks)));
  }

  private Html caption(List<Comparison.Reference> references, ValueAxis axis) {
    long outside =
        references.stream().filter(r -> r.loss() < axis.low() || r.loss() > axis.high()).count();
    return Html.text(
        String.join(" ", place.sentences())
            + " Top: a point is the loss at which gradient descent on the DUFM with the run’s K, L, n and λs "
            + "ends from one random start, in the column of its verdict; the black line is the run, in the "
            + "column of its own verdict a diamond; dashed lines are reference solutions"
            + (outside == 0 ? "" : " (" + outside + " more lie outside the axis)")
            + ". Middle: how many seeds end in each verdict, with Wilson’s 95 % interval of their share. "
            + "Bottom: numerical ranks of the class means, circles by the number of seeds, the diamond is the "
            + "run; cutoff "
            + Numbers.format(LayerGeometry.RANK_TOLERANCE)
            + " of the largest singular value for the seeds, measure.rank_tolerance for the run.");
  }
}
