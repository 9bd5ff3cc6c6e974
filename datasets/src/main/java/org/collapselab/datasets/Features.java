package org.collapselab.datasets;

/** N samples of d values, stored compactly; scaled when copied out. */
sealed interface Features permits ByteFeatures, FloatFeatures {
  int rows();

  /** Writes the d scaled values of {@code row} to {@code target[offset…]}. */
  void copyRow(int row, float[] target, int offset);

  /** The given rows, in the given order, as a compact copy. */
  Features select(int[] rows);

  /** The same values under another scaling; shares the storage. */
  Features scaled(ChannelScaling scaling);

  /** The scaling of the given kind, with constants computed over all rows in FP64. */
  ChannelScaling fit(Scaling kind);

  ChannelScaling scaling();
}
