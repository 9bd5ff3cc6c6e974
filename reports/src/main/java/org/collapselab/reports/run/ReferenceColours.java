package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.collapselab.reports.page.Palette;
import org.collapselab.trainer.store.Comparison;

/** Colours of the measurements and of the references they are compared with. */
final class ReferenceColours {
  private ReferenceColours() {}

  /** Scale from {@link Palette#MEASURED} and the labels of these structures to colours. */
  static ObjectNode scale(Comparison comparison, Collection<String> structures) {
    List<String> labels = new ArrayList<>(List.of(Palette.MEASURED));
    List<String> colours = new ArrayList<>(List.of(Palette.ACCENT));
    List<String> known = comparison.structures();
    for (String structure : structures) {
      labels.add(comparison.labelOf(structure));
      int place = known.indexOf(structure);
      colours.add(Palette.reference(place < 0 ? known.size() : place));
    }
    return Palette.scale(labels, colours);
  }
}
