package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.run.DufmPlace;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.studies.dufm.MatchedRun;
import org.collapselab.studies.dufm.SeedResult;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.DufmEnd;
import org.collapselab.trainer.store.MatchedDufm;

/** The seeds of a matched DUFM and the run's place among them, as a table or as JSON. */
record MatchedDufmTable(DufmPlace place, MatchedRun run) {

  void print(PrintWriter out) {
    DufmTable.printHeader(out);
    place.matched().ends().forEach(end -> print(end, out));
    out.printf(
        "%6s %11.7f %8.4f %9s %9s  %-12s %-30s %s%n",
        "run",
        place.matched().run().loss(),
        place.matched().run().loss() / dncLoss(),
        "",
        gap(run.comparison().objective().balanceGap()),
        run.comparison().activated().stream()
            .map(layer -> String.valueOf(layer.measured().rank()))
            .collect(Collectors.joining(" ")),
        "",
        place.matched().run().verdict() == null ? "" : place.matched().run().verdict());
    DufmTable.printLegend(SeedResult.tellingLayer(place.matched().model().depth()), out);
    out.printf("verdicts  %s%n%n", shares());
    place.sentences().forEach(out::println);
    place.matched().differences().forEach(out::println);
    out.println();
    references().forEach((label, loss) -> out.printf("%-29s %.7f%n", label, loss));
    run.comparison().lowest().ifPresent(lowest -> print(lowest, out));
    out.printf("%nresult  %s%n", run.directory().matchedDufm());
    out.printf("report  %s%n", run.directory().report());
  }

  private void print(Comparison.Reference lowest, PrintWriter out) {
    out.printf(
        "%nThe lowest loss known for this problem is %.7f, %s%s; the run is at %s times it.%n",
        lowest.loss(),
        lowest.title(),
        lowest.detail() == null ? "" : " (" + lowest.detail() + ")",
        Numbers.format(place.matched().run().loss() / lowest.loss(), 5));
  }

  private void print(DufmEnd end, PrintWriter out) {
    if (!end.hasPoint()) {
      out.printf("%6d diverged after %d steps%n", end.seed(), end.steps());
      return;
    }
    out.printf(
        DufmTable.ROW,
        end.seed(),
        end.loss(),
        end.loss() / dncLoss(),
        end.gradientNorm(),
        end.balanceGap(),
        end.postRanks().stream().map(String::valueOf).collect(Collectors.joining(" ")),
        structure(end),
        end.verdict() + (end.isMoving() ? ", still moving" : ""));
  }

  private static String structure(DufmEnd end) {
    return end.structure() == null
        ? "none"
        : DufmTable.structure(end.structure(), end.structureScore(), end.structureChance());
  }

  private static String gap(Double balanceGap) {
    return balanceGap == null ? "" : "%9.1e".formatted(balanceGap);
  }

  private String shares() {
    return place.verdicts().entrySet().stream()
        .map(
            entry ->
                "%s %d/%d %s"
                    .formatted(
                        entry.getKey(),
                        entry.getValue().count(),
                        entry.getValue().n(),
                        DufmPlace.interval(entry.getValue())))
        .collect(Collectors.joining(", "));
  }

  private double dncLoss() {
    return run.comparison().available().stream()
        .filter(reference -> reference.structure().equals(Structure.DNC.label()))
        .mapToDouble(Comparison.Reference::loss)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Map<String, Double> references() {
    Map<String, Double> losses = new LinkedHashMap<>();
    run.comparison().available().forEach(r -> losses.put(r.title(), r.loss()));
    return losses;
  }

  /** The file's content, and the run's place. */
  Map<String, Object> json() {
    MatchedDufm matched = place.matched();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("run", run.directory().path().toString());
    root.put("matched", matched);
    root.put("above", place.above().map(MatchedDufmTable::json).orElse(null));
    Map<String, Object> verdicts = new LinkedHashMap<>();
    place.verdicts().forEach((verdict, share) -> verdicts.put(verdict, json(share)));
    root.put("verdicts", verdicts);
    root.put("still_moving", place.moving());
    root.put("sentences", place.sentences());
    root.put("references", references());
    root.put("lowest_known", run.comparison().lowest().orElse(null));
    return root;
  }

  private static Map<String, Object> json(Share share) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("count", share.count());
    values.put("n", share.n());
    values.put("interval", List.of(share.low(), share.high()));
    return values;
  }
}
