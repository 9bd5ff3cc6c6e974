package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesKey;

/** Series of a run as rows for a chart. */
final class SeriesDataset {
  private SeriesDataset() {}

  /**
   * Rows of step, epoch and value; all rows of a block have the same split, layer, tap, quantity.
   */
  static Dataset of(List<Series> of) {
    Dataset dataset = new Dataset();
    of.forEach(series -> dataset.block(same(series.key()), columns(series)));
    return dataset;
  }

  private static ObjectNode same(SeriesKey key) {
    return JsonTree.object(
        "split", key.split(),
        "layer", key.layerTap().layer(),
        "tap", key.layerTap().tap(),
        "quantity", key.quantity());
  }

  private static ObjectNode columns(Series series) {
    ArrayNode step = JsonTree.array();
    ArrayNode epoch = JsonTree.array();
    ArrayNode value = JsonTree.array();
    for (Series.Point point : series.points()) {
      step.add(point.step());
      epoch.addAll(JsonTree.array(point.epoch()));
      value.addAll(JsonTree.array(point.value()));
    }
    return JsonTree.object("step", step, "epoch", epoch, "value", value);
  }
}
