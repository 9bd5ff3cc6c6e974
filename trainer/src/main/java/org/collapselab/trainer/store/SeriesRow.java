package org.collapselab.trainer.store;

/**
 * A row of {@code metrics.csv} or {@code spectra.csv}.
 *
 * @param value not finite if the measurement was not
 */
public record SeriesRow(long step, double epoch, SeriesKey key, double value) {}
