package org.collapselab.trainer.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.collapselab.trainer.compare.Comparison;

/** Colours: one for what was measured, and one per reference solution, the same in all figures. */
final class Palette {
  static final String MEASURED = "measured";
  static final String ACCENT = "#1f5fa8";

  /** Okabe and Ito's colours, told apart with any colour vision; blue is left to the data. */
  private static final List<String> REFERENCES =
      List.of("#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#555555", "#e69f00");

  private Palette() {}

  /** Scale from {@link #MEASURED} and the labels of these structures to colours. */
  static ObjectNode scale(Comparison comparison, Collection<String> structures) {
    List<String> labels = new ArrayList<>(List.of(MEASURED));
    List<String> colours = new ArrayList<>(List.of(ACCENT));
    List<String> known = comparison.structures();
    for (String structure : structures) {
      labels.add(comparison.labelOf(structure));
      int place = known.indexOf(structure);
      colours.add(REFERENCES.get((place < 0 ? known.size() : place) % REFERENCES.size()));
    }
    return Json.object("domain", Json.array(labels), "range", Json.array(colours));
  }
}
