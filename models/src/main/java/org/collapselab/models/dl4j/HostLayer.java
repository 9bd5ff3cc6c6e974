package org.collapselab.models.dl4j;

import org.collapselab.theory.parallel.Workers;

/** A running layer that does its work in pieces where arrays lie in main memory. */
interface HostLayer {

  /** From now on these threads do the pieces. */
  void use(Workers workers);

  /** From now on the penalties of the layer's weights are left out of the score of the graph. */
  default void leavePenalties() {}
}
