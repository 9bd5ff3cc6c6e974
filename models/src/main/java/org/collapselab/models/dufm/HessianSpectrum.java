package org.collapselab.models.dufm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.openblas.global.openblas;

/**
 * All eigenvalues of a Hessian. Only the directions in which it may differ from the penalties go
 * into a dense matrix, see {@link CurvedDirections}; the others have the eigenvalue λ_l.
 */
public final class HessianSpectrum {
  /** The largest order that fits into memory addressed by an int. */
  public static final int MOST_DIRECTIONS = 16_000;

  private final DufmHessian hessian;
  private final CurvedDirections directions;

  /** Of a Hessian; nothing is decomposed yet. */
  public HessianSpectrum(DufmHessian hessian) {
    this.hessian = hessian;
    directions = new CurvedDirections(hessian);
  }

  /** Order n of the dense matrix; the work grows as n³, and n = 4000 takes some 20 seconds. */
  public int order() {
    return directions.size();
  }

  /**
   * All eigenvalues, ascending.
   *
   * @throws IllegalArgumentException if {@link #order} is above {@link #MOST_DIRECTIONS}
   */
  public double[] eigenvalues() {
    if (order() > MOST_DIRECTIONS) {
      throw new IllegalArgumentException(
          "a dense Hessian of order %d is above the limit of %d"
              .formatted(order(), MOST_DIRECTIONS));
    }
    DufmSpec spec = hessian.spec();
    double[] all = Arrays.copyOf(curved(), spec.parameters());
    int filled = order();
    for (int l = 1; l <= spec.depth(); l++) {
      Arrays.fill(all, filled, filled + directions.flat(l), spec.weight(l));
      filled += directions.flat(l);
    }
    Arrays.sort(all);
    return all;
  }

  private double[] curved() {
    int n = order();
    Matrix dense = Matrix.zeros(n, n);
    List<Matrix> direction = new ArrayList<>();
    List<Matrix> product = new ArrayList<>();
    for (int l = 0; l <= hessian.spec().depth(); l++) {
      direction.add(Matrix.zeros(hessian.spec().rows(l), hessian.spec().columns(l)));
      product.add(Matrix.zeros(hessian.spec().rows(l), hessian.spec().columns(l)));
    }
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      directions.expand(i, direction);
      hessian.linearisation().differentiate(direction, product);
      directions.reduce(product, row);
      dense.values.put(i * n, row);
    }
    return eigenvalues(dense);
  }

  /** Of a symmetric matrix, of which one triangle is read; overwrites it. */
  private static double[] eigenvalues(Matrix symmetric) {
    double[] values = new double[symmetric.rows];
    int info =
        openblas.LAPACKE_dsyevd(
            openblas.LAPACK_COL_MAJOR,
            (byte) 'N',
            (byte) 'L',
            symmetric.rows,
            symmetric.values,
            symmetric.columns,
            java.nio.DoubleBuffer.wrap(values));
    if (info != 0) {
      throw new IllegalStateException("the eigenvalues did not converge, LAPACK says " + info);
    }
    return values;
  }
}
