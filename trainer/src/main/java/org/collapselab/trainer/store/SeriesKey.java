package org.collapselab.trainer.store;

/**
 * What a number of a run is about.
 *
 * @param split one of {@link Splits}
 * @param quantity name of the metric, or index of the singular value
 */
public record SeriesKey(String split, LayerTap layerTap, String quantity) {

  /** Whether it is followed over training; the whole training set is measured once, at the end. */
  public boolean isSeries() {
    return !split.equals(Splits.TRAIN_ALL);
  }
}
