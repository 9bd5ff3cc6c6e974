package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.Jumps;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/**
 * How often the rank changed from a to b, over all trials of a panel; falls are below the diagonal.
 */
final class JumpsFigure {
  private record Place(String panel, int from, int to) {}

  private static final int CELL = 44;

  private final SweepData sweep;
  private final FigureConfig figure;
  private final String id;
  private final Map<Place, Long> counts;

  private JumpsFigure(SweepData sweep, FigureConfig figure, String id) {
    this.sweep = sweep;
    this.figure = figure;
    this.id = id;
    Map<String, TrialRow> trials =
        sweep.trials().all().stream().collect(Collectors.toMap(TrialRow::id, Function.identity()));
    this.counts =
        sweep.files().jumps().orElseThrow().all().stream()
            .filter(jump -> trials.containsKey(jump.trial()))
            .collect(
                Collectors.groupingBy(
                    jump -> new Place(panel(trials.get(jump.trial())), jump.from(), jump.to()),
                    LinkedHashMap::new,
                    Collectors.counting()));
  }

  static Figure of(SweepData sweep, FigureConfig figure, String id) {
    return new JumpsFigure(sweep, figure, id).draw();
  }

  private String panel(TrialRow trial) {
    return figure.panel().isEmpty() ? "" : Grouping.label(List.of(figure.panel()), trial);
  }

  private Figure draw() {
    String title = Caption.title(figure, "Changes of rank");
    if (counts.isEmpty()) {
      return Figure.missing(id, title, "no trial changed its rank.");
    }
    List<String> panels = Trials.sorted(counts.keySet().stream().map(Place::panel));
    List<String> ranks = ranks();
    int side = Math.min(360, CELL * ranks.size());
    ObjectNode spec =
        new Panels(panels, Math.min(panels.size(), 900 / (side + 60)), side, side)
            .draw(heading -> panel(heading, ranks));
    return new Figure(
        id, title, Map.of(id, dataset()), List.of(new Figure.Choice("jumps", spec)), caption());
  }

  private List<String> ranks() {
    int least = counts.keySet().stream().mapToInt(p -> Math.min(p.from(), p.to())).min().orElse(0);
    int most = counts.keySet().stream().mapToInt(p -> Math.max(p.from(), p.to())).max().orElse(0);
    return IntStream.rangeClosed(least, most).mapToObj(String::valueOf).toList();
  }

  private Dataset dataset() {
    Dataset dataset = new Dataset();
    counts.forEach(
        (place, count) ->
            dataset.block(
                JsonTree.object(
                    "panel",
                    place.panel(),
                    "from",
                    String.valueOf(place.from()),
                    "to",
                    String.valueOf(place.to()),
                    "direction",
                    place.to() > place.from() ? "up" : "down"),
                JsonTree.object("count", JsonTree.array(count))));
    return dataset;
  }

  private ObjectNode panel(String heading, List<String> ranks) {
    List<String> rising = new ArrayList<>(ranks);
    Collections.reverse(rising);
    ObjectNode direction =
        JsonTree.object(
            "domain", JsonTree.array("down", "up"), "range", JsonTree.array("#1f5fa8", "#d55e00"));
    ObjectNode colour =
        JsonTree.object(
            "field", "direction", "type", "nominal", "scale", direction, "title", "jump");
    ObjectNode cells =
        JsonTree.object(
            "mark", JsonTree.object("type", "rect", "stroke", "#ffffff"),
            "encoding", JsonTree.object("color", colour));
    ObjectNode text =
        JsonTree.object(
            "mark", JsonTree.object("type", "text", "color", "#ffffff", "fontSize", 12),
            "encoding",
                JsonTree.object("text", JsonTree.object("field", "count", "type", "quantitative")));
    return JsonTree.object(
        "data", VegaLite.data(id),
        "transform",
            JsonTree.array(
                JsonTree.object("filter", JsonTree.object("field", "panel", "equal", heading))),
        "encoding",
            JsonTree.object(
                "x", axis("from", "rank before", ranks), "y", axis("to", "rank after", rising)),
        "layer", JsonTree.array(cells, text));
  }

  private static ObjectNode axis(String field, String title, List<String> order) {
    ObjectNode encoding =
        JsonTree.object(
            "field",
            field,
            "type",
            "ordinal",
            "title",
            title,
            "scale",
            JsonTree.object("domain", JsonTree.array(order)));
    return encoding.set("axis", JsonTree.object("labelAngle", 0, "grid", false));
  }

  private Html caption() {
    long up = sweep.files().jumps().orElseThrow().all().stream().filter(Jumps.Jump::up).count();
    long all = sweep.files().jumps().orElseThrow().all().size();
    return new Caption(figure)
        .add(
            "%d falls and %d rises of the rank in %d trials; falls are below the diagonal."
                .formatted(all - up, up, sweep.trials().all().size()))
        .html();
  }
}
