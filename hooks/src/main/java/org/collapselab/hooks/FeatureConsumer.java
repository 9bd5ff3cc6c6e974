package org.collapselab.hooks;

/** Takes the batches of a {@link FeatureSource} one after another. */
@FunctionalInterface
public interface FeatureConsumer {
  /** Takes one batch, whose arrays may not be kept. */
  void accept(FeatureBatch batch);
}
