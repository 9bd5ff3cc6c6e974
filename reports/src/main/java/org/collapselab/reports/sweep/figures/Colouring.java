package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.reports.sweep.data.Outcomes;
import org.collapselab.trainer.store.sweep.Trials;

/**
 * Colours of lines: known outcomes have their own, numbers go from light to dark, a few other
 * values have colours that differ as much as possible.
 *
 * @param title of the legend
 * @param values in order
 */
record Colouring(String title, List<String> values) {
  private static final int LEGEND_WIDTH = 900;
  private static final int MOST_IN_LEGEND = 48;

  /** Encoding of the field {@code colour}. */
  ObjectNode encoding() {
    ObjectNode encoding =
        JsonTree.object("field", "colour", "type", "nominal", "sort", JsonTree.array(values));
    encoding.put("title", title.isEmpty() ? null : title);
    encoding.set("scale", scale());
    return encoding.set("legend", hasLegend() ? legend() : null);
  }

  /** Whether there is a legend: not for one value, nor for so many that they fill the page. */
  boolean hasLegend() {
    return values.size() > 1 && values.size() <= MOST_IN_LEGEND;
  }

  boolean isTooLongForLegend() {
    return values.size() > MOST_IN_LEGEND;
  }

  private ObjectNode scale() {
    if (values.size() == 1 && !Outcomes.known(values.get(0))) {
      return Palette.scale(values, List.of(Palette.ACCENT));
    }
    if (values.stream().allMatch(Outcomes::known)) {
      return Palette.scale(values, values.stream().map(Outcomes::colour).toList());
    }
    if (Trials.isNumeric(values) || values.size() > Outcomes.DISTINCT.size()) {
      ObjectNode scale = VegaLite.viridis(0.88, 0);
      return scale.set("domain", JsonTree.array(values));
    }
    return Palette.scale(values, Outcomes.DISTINCT.subList(0, values.size()));
  }

  private ObjectNode legend() {
    int longest = values.stream().mapToInt(String::length).max().orElse(1);
    int columns = Math.max(1, Math.min(values.size(), LEGEND_WIDTH / (45 + 7 * longest)));
    return JsonTree.object(
        "orient",
        "top",
        "columns",
        columns,
        "symbolType",
        "stroke",
        "symbolStrokeWidth",
        2.5,
        "symbolSize",
        250,
        "symbolLimit",
        0,
        "symbolOpacity",
        1);
  }
}
