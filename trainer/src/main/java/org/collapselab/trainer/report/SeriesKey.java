package org.collapselab.trainer.report;

/**
 * What a column of a long table means.
 *
 * @param quantity name of the metric, or index of the singular value
 */
record SeriesKey(String split, LayerTap layerTap, String quantity) {}
