package org.collapselab.trainer.features;

import org.collapselab.hooks.Tap;

/**
 * Where the features of a tap are.
 *
 * @param array name of the array
 * @param dimension d
 * @param space values over which a feature is a mean: H·W of a pooled tap, otherwise 1
 */
record TapArray(Tap tap, String array, int dimension, int space) {
  /** Values of a row of the array. */
  int stored() {
    return dimension * space;
  }
}
