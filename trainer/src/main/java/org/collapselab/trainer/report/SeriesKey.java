package org.collapselab.trainer.report;

/**
 * What a column of a long table means.
 *
 * @param quantity name of the metric, or index of the singular value
 */
record SeriesKey(String split, LayerTap layerTap, String quantity) {

  /** Whether it is followed over training; the whole training set is measured once, at the end. */
  boolean isSeries() {
    return !"train_all".equals(split);
  }
}
