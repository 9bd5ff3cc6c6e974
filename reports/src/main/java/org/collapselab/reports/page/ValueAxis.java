package org.collapselab.reports.page;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Vertical axis, linear or logarithmic, over a fixed range. */
public record ValueAxis(boolean logarithmic, double low, double high) {
  /** Scale of an encoding. */
  public ObjectNode scale() {
    ObjectNode scale = JsonTree.object("domain", JsonTree.array(low, high), "nice", false);
    return logarithmic ? scale.put("type", "log") : scale.put("zero", false);
  }

  /** Distance from the top in a chart of the given height. */
  public double pixels(double value, double height) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return height * (1 - share);
  }
}
