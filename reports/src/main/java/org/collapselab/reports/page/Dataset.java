package org.collapselab.reports.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Rows for a chart, written as blocks {@code {"same": {…}, "columns": {name: [...]}}}: {@code same}
 * applies to each row of the block. The page expands them; strings written once take little space.
 */
public final class Dataset {
  private final ArrayNode blocks = JsonTree.array();

  /** Adds rows; all columns have the same length. */
  public Dataset block(ObjectNode same, ObjectNode columns) {
    blocks.add(JsonTree.object("same", same, "columns", columns));
    return this;
  }

  /** The blocks. */
  public ArrayNode json() {
    return blocks;
  }
}
