package org.collapselab.hooks.metric;

import org.ejml.data.DMatrixRMaj;

/** The generator of src/test/numpy/reference.py: the same inputs, bit for bit. */
public final class Lcg {
  private long state;

  public Lcg(long seed) {
    this.state = seed;
  }

  public double uniform() {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return (state >>> 11) * 0x1p-53;
  }

  public DMatrixRMaj matrix(int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = uniform() - 0.5;
    }
    return matrix;
  }
}
