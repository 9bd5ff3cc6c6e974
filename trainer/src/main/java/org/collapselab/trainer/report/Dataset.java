package org.collapselab.trainer.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Rows for a chart, written as blocks {@code {"same": {…}, "columns": {name: [...]}}}: {@code same}
 * holds for each row of the block. The page expands them; named once, strings take little space.
 */
final class Dataset {
  private final ArrayNode blocks = Json.array();

  Dataset block(ObjectNode same, ObjectNode columns) {
    blocks.add(Json.object("same", same, "columns", columns));
    return this;
  }

  ArrayNode json() {
    return blocks;
  }

  /** Rows of step, epoch and value, with split, layer, tap and quantity the same in a block. */
  static Dataset of(LongTable table) {
    Dataset dataset = new Dataset();
    table.series().forEach(series -> dataset.block(same(series.key()), columns(series)));
    return dataset;
  }

  private static ObjectNode same(SeriesKey key) {
    return Json.object(
        "split", key.split(),
        "layer", key.layerTap().layer(),
        "tap", key.layerTap().tap(),
        "quantity", key.quantity());
  }

  private static ObjectNode columns(Series series) {
    ArrayNode step = Json.array();
    ArrayNode epoch = Json.array();
    ArrayNode value = Json.array();
    for (Series.Point point : series.points()) {
      step.add(point.step());
      epoch.addAll(Json.array(point.epoch()));
      value.addAll(Json.array(point.value()));
    }
    return Json.object("step", step, "epoch", epoch, "value", value);
  }
}
