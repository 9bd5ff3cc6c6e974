package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.HeatMap;
import org.collapselab.reports.page.Html;
import org.ejml.data.DMatrixRMaj;

/** A figure of one matrix per layer, each with one row per class. */
final class HeatMaps {
  /** With more cells than this in total, the panels are shown one at a time, twice as large. */
  private static final int CELLS_AT_ONCE = 20_000;

  private final String id;
  private final int facetColumns;
  private final int width;
  private final int height;
  private final String columnTitle;
  private final Dataset dataset = new Dataset();
  private final List<String> panels = new ArrayList<>();
  private int cells;

  HeatMaps(String id, int facetColumns, int width, int height, String columnTitle) {
    this.id = id;
    this.facetColumns = facetColumns;
    this.width = width;
    this.height = height;
    this.columnTitle = columnTitle;
  }

  void add(String panel, DMatrixRMaj matrix) {
    HeatMap.add(dataset, panel, matrix);
    panels.add(panel);
    cells += matrix.getNumElements();
  }

  Figure figure(String title, Html caption) {
    List<Figure.Choice> choices = new ArrayList<>();
    if (cells <= CELLS_AT_ONCE) {
      choices.add(new Figure.Choice("all layers", view(1).spec(id, panels)));
    } else {
      panels.forEach(p -> choices.add(new Figure.Choice(p, view(2).spec(id, List.of(p)))));
    }
    return new Figure(id, title, Map.of(id, dataset), choices, caption);
  }

  private HeatMap view(int magnification) {
    return new HeatMap(
        facetColumns, width * magnification, height * magnification, "class", columnTitle);
  }
}
