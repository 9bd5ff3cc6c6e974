package org.collapselab.reports.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Colours: one for measurements, and one per reference solution, the same in all figures. */
public final class Palette {
  public static final String MEASURED = "measured";
  public static final String ACCENT = "#1f5fa8";

  /** Starts with Okabe and Ito's colours; blue is reserved for the data. */
  private static final List<String> REFERENCES =
      List.of(
          "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#555555", "#7a3e9d", "#b0a000",
          "#882255", "#44aa99", "#332288");

  private Palette() {}

  /** Colour of the reference solution at a place, from 0, in the list of all of them. */
  public static String reference(int place) {
    return REFERENCES.get(place % REFERENCES.size());
  }

  /** Scale from names to colours. */
  public static ObjectNode scale(List<String> names, List<String> colours) {
    return JsonTree.object("domain", JsonTree.array(names), "range", JsonTree.array(colours));
  }
}
