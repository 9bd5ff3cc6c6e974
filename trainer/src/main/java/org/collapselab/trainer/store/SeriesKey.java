package org.collapselab.trainer.store;

/**
 * What a column of a long table means.
 *
 * @param quantity name of the metric, or index of the singular value
 */
public record SeriesKey(String split, LayerTap layerTap, String quantity) {

  /** Whether it is followed over training; the whole training set is measured once, at the end. */
  public boolean isSeries() {
    return !"train_all".equals(split);
  }
}
