package org.collapselab.hooks;

import java.util.List;

/** A network in inference mode over a fixed subset of labelled samples. */
public interface FeatureSource {
  /** K, the number of classes, ≥ 2. */
  int classes();

  /** The taps in every batch, in network order. */
  List<Tap> taps();

  /** d at a tap of {@link #taps()}. */
  int dimension(Tap tap);

  /** Sends every sample once; each call sends the same batches in the same order. */
  void stream(FeatureConsumer consumer);
}
