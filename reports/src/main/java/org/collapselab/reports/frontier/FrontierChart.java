package org.collapselab.reports.frontier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.collapselab.reports.page.AxisLabels;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.reference.Labels;

/** Lowest loss found at each rank, with the reference solutions at theirs. */
final class FrontierChart {
  private static final String ID = "frontier";
  private static final int WIDTH = 620;
  private static final int HEIGHT = 360;
  private static final int LABEL_GAP = 14;
  private static final double MARGIN = 1.06;
  private static final double HIGHEST = 2; // of the highest reference

  private final FrontierFile file;
  private final ValueAxis axis;

  private FrontierChart(FrontierFile file) {
    this.file = file;
    double[] losses =
        DoubleStream.concat(
                points().stream().mapToDouble(FrontierFile.Point::loss),
                file.references().values().stream().mapToDouble(FrontierFile.Reference::loss))
            .sorted()
            .toArray();
    axis = new ValueAxis(true, losses[0] / MARGIN, losses[losses.length - 1] * MARGIN);
  }

  static Figure of(FrontierFile file) {
    return new FrontierChart(file).draw();
  }

  private Figure draw() {
    Dataset data = new Dataset();
    for (FrontierFile.Point point : points()) {
      data.block(
          JsonTree.object(
              "ranks",
              String.join(" ", point.ranks().stream().map(String::valueOf).toList()),
              "from",
              point.start().text(),
              "reached",
              "%d of %d".formatted(point.reached(), point.ended())),
          JsonTree.object(
              "rank", JsonTree.array(point.rank()), "loss", JsonTree.array(point.loss())));
    }
    ObjectNode spec =
        JsonTree.object(
            "width",
            WIDTH,
            "height",
            HEIGHT,
            "layer",
            JsonTree.array(rules(), VegaLite.labels(marks(), WIDTH), line(), diamonds()));
    return new Figure(
        ID,
        "Lowest loss found at each rank",
        Map.of(ID, data),
        List.of(new Figure.Choice("loss", spec)),
        caption());
  }

  /** Without points so high that they would flatten the rest, the zero solution among them. */
  private List<FrontierFile.Point> points() {
    double most = highest();
    return file.frontier().stream()
        .filter(point -> point.rank() > 0 && point.loss() <= most)
        .toList();
  }

  private double highest() {
    return HIGHEST
        * file.references().values().stream()
            .mapToDouble(FrontierFile.Reference::loss)
            .max()
            .orElse(Double.POSITIVE_INFINITY);
  }

  private ObjectNode line() {
    return JsonTree.object(
        "data",
        VegaLite.data(ID),
        "mark",
        JsonTree.object(
            "type",
            "line",
            "color",
            Palette.ACCENT,
            "point",
            JsonTree.object("filled", true, "size", 70, "color", Palette.ACCENT)),
        "encoding",
        JsonTree.object(
            "x",
            rank(),
            "y",
            loss(),
            "tooltip",
            JsonTree.array(
                JsonTree.object("field", "rank"),
                JsonTree.object("field", "loss", "format", ".7f"),
                JsonTree.object("field", "ranks", "title", "ranks σ(M_l)"),
                JsonTree.object("field", "reached"),
                JsonTree.object("field", "from"))));
  }

  private ObjectNode rules() {
    return JsonTree.object(
        "data", JsonTree.object("values", marks()),
        "mark", JsonTree.object("type", "rule", "strokeDash", JsonTree.array(6, 4)),
        "encoding", JsonTree.object("y", loss(), "color", VegaLite.hue()));
  }

  private ObjectNode diamonds() {
    return JsonTree.object(
        "data", JsonTree.object("values", marks()),
        "mark",
            JsonTree.object(
                "type", "point", "shape", "diamond", "filled", true, "size", 120, "opacity", 1,
                "stroke", "#ffffff"),
        "encoding", JsonTree.object("x", rank(), "y", loss(), "color", VegaLite.hue()));
  }

  private ArrayNode marks() {
    List<String> names = List.copyOf(file.references().keySet());
    List<Double> wishes = new ArrayList<>();
    for (String name : names) {
      wishes.add(axis.pixels(file.references().get(name).loss(), HEIGHT));
    }
    double[] pixels = AxisLabels.spread(wishes, LABEL_GAP, HEIGHT);
    ArrayNode marks = JsonTree.array();
    for (int i = 0; i < pixels.length; i++) {
      FrontierFile.Reference reference = file.references().get(names.get(i));
      marks.add(
          JsonTree.object(
              "text",
              "%s %s".formatted(label(names.get(i)), Numbers.format(reference.loss(), 6)),
              "rank",
              reference.rank(),
              "loss",
              reference.loss(),
              "pixels",
              pixels[i],
              "hue",
              Palette.reference(structure(names.get(i)).ordinal())));
    }
    return marks;
  }

  static String label(String structure) {
    return Labels.of(structure(structure));
  }

  private static Structure structure(String label) {
    return Structure.valueOf(label.toUpperCase(Locale.ROOT));
  }

  private ObjectNode rank() {
    ObjectNode rank = VegaLite.quantitative("rank", "rank r");
    rank.set("axis", JsonTree.object("format", "d", "tickMinStep", 1, "grid", false));
    int largest =
        Stream.concat(
                points().stream().map(FrontierFile.Point::rank),
                file.references().values().stream().map(FrontierFile.Reference::rank))
            .mapToInt(Integer::intValue)
            .max()
            .orElse(1);
    rank.set("scale", JsonTree.object("domain", JsonTree.array(0.5, largest + 0.5), "nice", false));
    return rank;
  }

  private ObjectNode loss() {
    ObjectNode loss = VegaLite.quantitative("loss", "loss");
    loss.set("axis", JsonTree.object("format", "~g", "tickCount", 6, "grid", true));
    return loss.set("scale", axis.scale());
  }

  private Html caption() {
    return Html.text(
        ("Blue: the lowest loss that a start ended at, for each largest rank of the layers between the"
                + " first and the last. Diamonds and dashed lines: the reference solutions. Points"
                + " above twice the highest reference are not drawn. Every point is an upper bound of the"
                + " least loss at its rank; nothing says that there is no lower one. %d of %d starts were"
                + " made (seed %d).")
            .formatted(file.starts().done(), file.starts().planned(), file.seed()));
  }
}
