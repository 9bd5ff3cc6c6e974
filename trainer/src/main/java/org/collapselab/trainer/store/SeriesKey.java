package org.collapselab.trainer.store;

/**
 * Identifies a measured quantity of a run.
 *
 * @param split one of {@link Splits}
 * @param quantity name of the metric, or index of the singular value
 */
public record SeriesKey(String split, LayerTap layerTap, String quantity) {

  /** Whether it is measured over training; the whole training set is only measured at the end. */
  public boolean isSeries() {
    return !split.equals(Splits.TRAIN_ALL);
  }
}
