package org.collapselab.trainer.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.collapselab.trainer.report.page.Json;

/** Vertical axis of the loss figure, linear or logarithmic, over a fixed range. */
record LossAxis(boolean logarithmic, double low, double high) {
  ObjectNode scale() {
    ObjectNode scale = Json.object("domain", Json.array(low, high), "nice", false);
    return logarithmic ? scale.put("type", "log") : scale.put("zero", false);
  }

  /** Distance from the top in a chart of the given height. */
  double pixels(double value, double height) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return height * (1 - share);
  }
}
