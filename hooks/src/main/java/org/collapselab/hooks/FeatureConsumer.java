package org.collapselab.hooks;

/** Receives the batches of a {@link FeatureSource} one after another. */
@FunctionalInterface
public interface FeatureConsumer {
  /** Receives one batch; its arrays must not be kept. */
  void accept(FeatureBatch batch);
}
