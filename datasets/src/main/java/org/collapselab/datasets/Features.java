package org.collapselab.datasets;

/** N samples of d values, stored compactly; scaled when copied out. */
public sealed interface Features permits ByteFeatures, FloatFeatures {
  /** Unscaled samples of bytes, one after another, each in the order of {@link Shape}. */
  static Features ofBytes(Shape shape, byte[] pixels) {
    return new ByteFeatures(shape, pixels, ChannelScaling.byDivisor(shape.channels(), 1));
  }

  /** Unscaled samples of FP32 values, one after another, each in the order of {@link Shape}. */
  static Features ofFloats(Shape shape, float[] values) {
    return new FloatFeatures(shape, values, ChannelScaling.byDivisor(shape.channels(), 1));
  }

  /** Shape of one sample. */
  Shape shape();

  /** Number of samples N. */
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
