package org.collapselab.models.dufm;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
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

  /**
   * An eigenvector of norm 1.
   *
   * @param value its eigenvalue
   * @param vector in the order of the parameters
   */
  public record Eigenvector(double value, double[] vector) {}

  /** The eigenvectors of all eigenvalues below a bound ≤ 0, by ascending eigenvalue. */
  public List<Eigenvector> below(double bound) {
    int n = order();
    double[] values = new double[n];
    double[] vectors = new double[n * n];
    int[] found = new int[1];
    Matrix dense = dense();
    int info =
        openblas.LAPACKE_dsyevr(
            openblas.LAPACK_COL_MAJOR,
            (byte) 'V',
            (byte) 'V',
            (byte) 'L',
            n,
            dense.values,
            n,
            -Double.MAX_VALUE,
            bound,
            0,
            0,
            0,
            IntBuffer.wrap(found),
            DoubleBuffer.wrap(values),
            DoubleBuffer.wrap(vectors),
            n,
            IntBuffer.wrap(new int[2 * n]));
    require(info);
    List<Eigenvector> eigenvectors = new ArrayList<>();
    for (int i = 0; i < found[0]; i++) {
      double[] coordinates = Arrays.copyOfRange(vectors, i * n, (i + 1) * n);
      eigenvectors.add(new Eigenvector(values[i], directions.combined(coordinates)));
    }
    return eigenvectors;
  }

  private double[] curved() {
    Matrix dense = dense();
    double[] values = new double[order()];
    require(
        openblas.LAPACKE_dsyevd(
            openblas.LAPACK_COL_MAJOR,
            (byte) 'N',
            (byte) 'L',
            order(),
            dense.values,
            order(),
            DoubleBuffer.wrap(values)));
    return values;
  }

  private Matrix dense() {
    int n = order();
    Matrix dense = Matrix.zeros(n, n);
    List<Matrix> direction = Matrix.zeros(hessian.spec());
    List<Matrix> product = Matrix.zeros(hessian.spec());
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      directions.expand(i, direction);
      hessian.linearisation().differentiate(direction, product);
      directions.reduce(product, row);
      dense.values.put(i * n, row);
    }
    return dense;
  }

  private static void require(int info) {
    if (info != 0) {
      throw new IllegalStateException("the eigenvalues did not converge, LAPACK says " + info);
    }
  }
}
