package org.collapselab.hooks;

import java.util.List;

/**
 * A network in inference mode, or what one has left in files, over a fixed set of labelled samples.
 */
public interface FeatureSource {
  /** K, the number of classes, ≥ 2. */
  int classes();

  /** The taps in every batch, in network order. */
  List<Tap> taps();

  /** d at a tap of {@link #taps()}. */
  int dimension(Tap tap);

  /**
   * Whether batches have the network's outputs; without them nothing is said of its predictions.
   */
  default boolean hasLogits() {
    return true;
  }

  /** Sends every sample once; each call sends the same batches in the same order. */
  void stream(FeatureConsumer consumer);
}
