package org.collapselab.models;

/**
 * A training set that an engine may copy to where its networks compute. What it writes is what a
 * {@link Batch} of the same samples holds, so that steps are the same to the bit.
 */
public interface TrainingSet {

  /** Number of samples N. */
  int size();

  /** Number of channels C; each has d/C values in a row. */
  int channels();

  /** Number of values of a sample, d. */
  int inputs();

  /** Number of targets of a sample, K. */
  int outputs();

  /** Writes the d values of a sample, as they are without a view, from {@code offset} on. */
  void copyInputs(int row, float[] target, int offset);

  /** Writes the K targets of a sample from {@code offset} on, where there are zeros. */
  void copyTargets(int row, float[] target, int offset);

  /** Whether steps show samples in {@linkplain #views views}. */
  boolean hasViews();

  /**
   * All views. For each, and for each value of a channel, the place in the channel that is shown
   * there, 0 to d/C − 1, or d/C for what is beyond the edge.
   */
  int[][] views();

  /** What a channel has beyond the edge. */
  float border(int channel);
}
