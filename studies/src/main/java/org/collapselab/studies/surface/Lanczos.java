package org.collapselab.studies.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The extreme eigenvalues of a symmetric matrix by Lanczos' iteration with full reorthogonalisation
 * (Golub, Van Loan, algorithm 10.1.1): those of its restriction to a Krylov space, so that the
 * least is never below, and the greatest never above, that of the matrix.
 *
 * @param least Ritz value
 * @param greatest Ritz value
 * @param leastError ‖Av − μv‖ of the least: some eigenvalue is as near as this
 * @param greatestError the same of the greatest
 */
record Lanczos(double least, double greatest, double leastError, double greatestError) {
  private static final double BREAKDOWN = 1e-14; // of the norm: the Krylov space is exhausted

  /**
   * Iterates.
   *
   * @param multiply (v, result): result ← Av
   * @param size order of A
   * @param steps at most so many products
   */
  static Lanczos of(BiConsumer<double[], double[]> multiply, int size, int steps, long seed) {
    List<double[]> basis = new ArrayList<>();
    List<Double> diagonal = new ArrayList<>();
    List<Double> off = new ArrayList<>();
    double[] q = new Random(seed).doubles(size, -1, 1).toArray();
    scale(1 / norm(q), q);
    double largest = 0;
    while (diagonal.size() < Math.min(steps, size)) {
      basis.add(q);
      double[] next = new double[size];
      multiply.accept(q, next);
      diagonal.add(dot(q, next));
      largest = Math.max(largest, norm(next));
      for (int pass = 0; pass < 2; pass++) {
        for (double[] earlier : basis) {
          add(-dot(earlier, next), earlier, next);
        }
      }
      double beta = norm(next);
      off.add(beta);
      if (beta <= BREAKDOWN * largest) {
        break;
      }
      scale(1 / beta, next);
      q = next;
    }
    return ofTridiagonal(diagonal, off);
  }

  /** The last of {@code off} leads out of the Krylov space. */
  private static Lanczos ofTridiagonal(List<Double> diagonal, List<Double> off) {
    int n = diagonal.size();
    DMatrixRMaj t = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      t.set(i, i, diagonal.get(i));
      if (i + 1 < n) {
        t.set(i, i + 1, off.get(i));
        t.set(i + 1, i, off.get(i));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(t)) {
      throw new IllegalStateException("the eigenvalues of a tridiagonal matrix did not converge");
    }
    int least = 0;
    int greatest = 0;
    for (int i = 1; i < n; i++) {
      least = value(eigen, i) < value(eigen, least) ? i : least;
      greatest = value(eigen, i) > value(eigen, greatest) ? i : greatest;
    }
    double beta = off.get(n - 1);
    return new Lanczos(
        value(eigen, least),
        value(eigen, greatest),
        Math.abs(beta * eigen.getEigenVector(least).get(n - 1)),
        Math.abs(beta * eigen.getEigenVector(greatest).get(n - 1)));
  }

  private static double value(EigenDecomposition_F64<DMatrixRMaj> eigen, int i) {
    return eigen.getEigenvalue(i).getReal();
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  private static void scale(double a, double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= a;
    }
  }

  /** y ← y + ax. */
  private static void add(double a, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += a * x[i];
    }
  }
}
