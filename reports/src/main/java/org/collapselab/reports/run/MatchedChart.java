package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.reports.page.AxisLabels;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.reports.sweep.data.Outcomes;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.MatchedDufm;

/**
 * Losses, verdicts and ranks, one above the other.
 *
 * @param verdicts the columns of losses and verdicts
 * @param layers the columns of ranks
 * @param references those whose loss lies on the axis
 * @param most seeds of the most frequent verdict
 */
record MatchedChart(
    ValueAxis axis,
    List<String> verdicts,
    List<String> layers,
    List<Comparison.Reference> references,
    Comparison comparison,
    MatchedDufm.Head run,
    int most) {
  static final String SEEDS = "matched_seeds";
  static final String SHARES = "matched_shares";
  static final String RANKS = "matched_ranks";
  static final String OWN_RANKS = "matched_own_ranks";

  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int COUNTS_HEIGHT = 70;
  private static final int RANKS_HEIGHT = 150;
  private static final int LABEL_GAP = 14;
  private static final String OWN = "#111111";
  private static final String RUN = "this run";
  private static final String LOSS = "loss at the end";

  ObjectNode spec() {
    ObjectNode losses =
        JsonTree.object(
            "width",
            WIDTH,
            "height",
            HEIGHT,
            "layer",
            JsonTree.array(rules(), VegaLite.labels(marks(), WIDTH), points(), ownPoint()),
            "resolve",
            JsonTree.object("scale", JsonTree.object("color", "independent")));
    return JsonTree.object(
        "vconcat",
        JsonTree.array(losses, counts(), ranks()),
        "resolve",
        JsonTree.object("scale", JsonTree.object("color", "independent", "size", "independent")));
  }

  private ObjectNode rules() {
    return JsonTree.object(
        "data", JsonTree.object("values", marks()),
        "mark", JsonTree.object("type", "rule"),
        "encoding",
            JsonTree.object(
                "y", loss("value"),
                "strokeDash", JsonTree.object("field", "dash", "type", "nominal", "scale", null),
                "strokeWidth",
                    JsonTree.object("field", "stroke", "type", "quantitative", "scale", null),
                "color", VegaLite.hue()));
  }

  /** The references and the run, with room between their labels. */
  private ArrayNode marks() {
    List<ObjectNode> rows = new ArrayList<>();
    for (Comparison.Reference reference : references) {
      int place = comparison.structures().indexOf(reference.structure());
      rows.add(
          mark(reference.title(), reference.loss(), Palette.reference(place))
              .set("dash", JsonTree.array(6, 4)));
    }
    rows.add(mark(RUN, run.loss(), OWN).set("dash", JsonTree.array(1, 0)));
    List<Double> wishes =
        rows.stream().map(row -> axis.pixels(row.get("value").asDouble(), HEIGHT)).toList();
    double[] pixels = AxisLabels.spread(wishes, LABEL_GAP, HEIGHT);
    ArrayNode marks = JsonTree.array();
    for (int i = 0; i < pixels.length; i++) {
      marks.add(rows.get(i).put("pixels", pixels[i]));
    }
    return marks;
  }

  private static ObjectNode mark(String name, double value, String hue) {
    return JsonTree.object(
        "text",
        name + " " + Numbers.format(value),
        "value",
        value,
        "hue",
        hue,
        "stroke",
        name.equals(RUN) ? 2.0 : 1.3);
  }

  private ObjectNode points() {
    ObjectNode offset = JsonTree.object("field", "offset", "type", "quantitative");
    offset.set("scale", JsonTree.object("domain", JsonTree.array(-1.6, 1.6)));
    return JsonTree.object(
        "data", VegaLite.data(SEEDS),
        "mark", JsonTree.object("type", "point", "filled", true, "size", 55, "opacity", 0.75),
        "encoding",
            JsonTree.object(
                "x", verdict(null),
                "xOffset", offset,
                "y", loss("loss"),
                "color", verdictColour(),
                "tooltip",
                    JsonTree.array(
                        JsonTree.object("field", "seed"),
                        JsonTree.object("field", "loss", "format", ".7f"),
                        JsonTree.object("field", "verdict"),
                        JsonTree.object("field", "ranks"))));
  }

  /** The run in the column of its verdict, if it has one. */
  private ObjectNode ownPoint() {
    ArrayNode values = JsonTree.array();
    if (run.verdict() != null) {
      values.add(JsonTree.object("verdict", run.verdict(), "loss", run.loss()));
    }
    return JsonTree.object(
        "data", JsonTree.object("values", values),
        "mark", diamond(130),
        "encoding", JsonTree.object("x", verdict(null), "y", loss("loss")));
  }

  private static ObjectNode diamond(int size) {
    return JsonTree.object(
        "type", "point", "shape", "diamond", "filled", true, "size", size, "color", OWN, "opacity",
        1, "stroke", "#ffffff");
  }

  private ObjectNode loss(String field) {
    return VegaLite.quantitative(field, LOSS).set("scale", axis.scale());
  }

  private ObjectNode verdict(String title) {
    return JsonTree.object(
        "field",
        "verdict",
        "type",
        "nominal",
        "title",
        title,
        "scale",
        JsonTree.object("type", "band", "padding", 0, "domain", JsonTree.array(verdicts)),
        "axis",
        JsonTree.object("labelAngle", 0, "labelLimit", 200));
  }

  private ObjectNode verdictColour() {
    List<String> colours = verdicts.stream().map(Outcomes::colour).toList();
    return JsonTree.object(
        "field",
        "verdict",
        "type",
        "nominal",
        "scale",
        Palette.scale(verdicts, colours),
        "legend",
        null);
  }

  private ObjectNode counts() {
    ObjectNode bars =
        JsonTree.object(
            "mark", JsonTree.object("type", "bar", "size", 36),
            "encoding",
                JsonTree.object("x", verdict(null), "y", count("count"), "color", verdictColour()));
    ObjectNode texts =
        JsonTree.object(
            "mark",
                JsonTree.object(
                    "type",
                    "text",
                    "dy",
                    -8,
                    "fontSize",
                    11,
                    "fontWeight",
                    600,
                    "color",
                    "#333333"),
            "encoding",
                JsonTree.object(
                    "x", verdict(null),
                    "y", count("count"),
                    "text", JsonTree.object("field", "text")));
    return JsonTree.object(
        "width",
        WIDTH,
        "height",
        COUNTS_HEIGHT,
        "data",
        VegaLite.data(SHARES),
        "layer",
        JsonTree.array(bars, texts));
  }

  /** The axis leaves room for the text above the highest bar. */
  private ObjectNode count(String field) {
    ObjectNode count = VegaLite.quantitative(field, "seeds");
    count.set("axis", JsonTree.object("tickCount", 3, "format", "d"));
    count.set("scale", JsonTree.object("domain", JsonTree.array(0, 1.3 * most), "nice", false));
    return count;
  }

  private ObjectNode ranks() {
    ObjectNode size = JsonTree.object("field", "count", "type", "quantitative");
    size.set("scale", JsonTree.object("zero", true, "range", JsonTree.array(0, 700)));
    size.set("legend", JsonTree.object("title", "seeds", "tickCount", 3, "format", "d"));
    ObjectNode circles =
        JsonTree.object(
            "data", VegaLite.data(RANKS),
            "mark", JsonTree.object("type", "circle", "color", Palette.ACCENT, "opacity", 0.5),
            "encoding",
                JsonTree.object(
                    "x", layer(),
                    "y", rank(),
                    "size", size,
                    "tooltip",
                        JsonTree.array(
                            JsonTree.object("field", "layer"),
                            JsonTree.object("field", "rank"),
                            JsonTree.object("field", "count", "title", "seeds"))));
    ObjectNode own =
        JsonTree.object(
            "data", VegaLite.data(OWN_RANKS),
            "mark", diamond(90),
            "encoding", JsonTree.object("x", layer(), "y", rank()));
    return JsonTree.object(
        "width", WIDTH,
        "height", RANKS_HEIGHT,
        "layer", JsonTree.array(circles, own));
  }

  private ObjectNode layer() {
    return JsonTree.object(
        "field",
        "layer",
        "type",
        "nominal",
        "title",
        null,
        "scale",
        JsonTree.object("domain", JsonTree.array(layers)),
        "axis",
        JsonTree.object("labelAngle", 0));
  }

  private static ObjectNode rank() {
    ObjectNode rank = VegaLite.quantitative("rank", "rank");
    rank.set("axis", JsonTree.object("format", "d", "tickMinStep", 1, "tickCount", 5));
    rank.set("scale", JsonTree.object("zero", false, "padding", 14));
    return rank;
  }
}
