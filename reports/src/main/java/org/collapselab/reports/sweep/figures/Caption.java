package org.collapselab.reports.sweep.figures;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.reports.page.Html;
import org.collapselab.trainer.config.FigureConfig;

/** The caption from the configuration, followed by the program's own sentences. */
final class Caption {
  private final List<Html> sentences = new ArrayList<>();

  Caption(FigureConfig figure) {
    if (!figure.caption().isBlank()) {
      add(figure.caption().strip());
    }
  }

  static String title(FigureConfig figure, String otherwise) {
    return figure.title().isBlank() ? otherwise : figure.title();
  }

  Caption add(String sentence) {
    sentences.add(Html.text(sentence + " "));
    return this;
  }

  /** Like {@link #add}, with {@code _X} as subscripts. */
  Caption addFormula(String sentence) {
    sentences.add(Html.formula(sentence + " "));
    return this;
  }

  /** Names the dashed lines in their colours. */
  void references(List<ReferenceLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    List<Html> parts = new ArrayList<>(List.of(Html.text("Dashed: ")));
    for (ReferenceLine line : lines) {
      parts.add(Html.text(parts.size() == 1 ? "" : ", "));
      parts.add(line.html());
    }
    parts.add(Html.text(". "));
    sentences.add(Html.join(parts));
  }

  void colours(Colouring colouring) {
    if (colouring.isTooLongForLegend()) {
      add(
          "There are %d colours, from light to dark in the order of the settings; hover over a line to see which it is."
              .formatted(colouring.values().size()));
    }
  }

  Html html() {
    return Html.join(sentences);
  }
}
