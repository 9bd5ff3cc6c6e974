package org.collapselab.models.dufm;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * An orthonormal basis of the directions in which a Hessian may differ from the penalties alone. A
 * change V_l of W_l enters the second derivative only as V_lA_l and V_lᵀB_{l+1}, in the notation of
 * {@link DufmHessian}. So if V_l is orthogonal to every matrix with its rows in the span of A_l,
 * and to every one with its columns in the span of B_{l+1}, then HV = λ_lV. With p and q the
 * dimensions of these spans, (d−p)(d−q) directions of W_l are of this kind, and all others are
 * counted here, together with all of H_1.
 */
final class CurvedDirections {
  private static final double ROUNDOFF = 1e-13; // of the largest singular value

  private final DufmSpec spec;
  private final List<Block> blocks = new ArrayList<>(); // of W_1 … W_L
  private final int features;
  private final int size;

  CurvedDirections(DufmHessian hessian) {
    spec = hessian.spec();
    features = spec.rows(0) * spec.columns(0);
    int sum = features;
    for (int l = 1; l <= spec.depth(); l++) {
      Block block =
          new Block(
              Span.of(hessian.linearisation().back(l)), Span.of(hessian.linearisation().post(l)));
      blocks.add(block);
      sum += block.size();
    }
    size = sum;
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** Directions of W_l that are left out: eigenvectors with eigenvalue λ_l. */
  int flat(int l) {
    Block block = blocks.get(l - 1);
    return spec.rows(l) * spec.columns(l) - block.size();
  }

  /** Writes a basis vector into zeros, as one matrix per factor. */
  void expand(int index, List<Matrix> into) {
    into.forEach(part -> part.values.put(0, new double[part.size()]));
    if (index < features) {
      into.get(0).values.put(index, 1);
      return;
    }
    int at = index - features;
    int l = 1;
    while (at >= blocks.get(l - 1).size()) {
      at -= blocks.get(l - 1).size();
      l++;
    }
    blocks.get(l - 1).expand(at, into.get(l));
  }

  /** The vector with these coordinates, in the order of the parameters. */
  double[] combined(double[] coordinates) {
    List<Matrix> part = Matrix.zeros(spec);
    double[] sum = new double[spec.parameters()];
    double[] vector = new double[sum.length];
    for (int i = 0; i < size; i++) {
      expand(i, part);
      int offset = 0;
      for (Matrix matrix : part) {
        matrix.values.get(0, vector, offset, matrix.size());
        offset += matrix.size();
      }
      Vectors.add(coordinates[i], vector, sum);
    }
    return sum;
  }

  /** The coordinates of a vector of their span. */
  void reduce(List<Matrix> vector, double[] coordinates) {
    vector.get(0).values.get(0, coordinates, 0, features);
    int offset = features;
    for (int l = 1; l <= spec.depth(); l++) {
      offset = blocks.get(l - 1).reduce(vector.get(l), coordinates, offset);
    }
  }

  /**
   * Columns of a square orthogonal matrix of which the first {@code dimension} span the columns of
   * another.
   */
  private record Span(Matrix vectors, Matrix first, int dimension) {
    static Span of(Matrix columns) {
      DMatrixRMaj matrix = new DMatrixRMaj(columns.rows, columns.columns, true, columns.toArray());
      SingularValueDecomposition_F64<DMatrixRMaj> svd =
          DecompositionFactory_DDRM.svd(columns.rows, columns.columns, true, false, false);
      if (!svd.decompose(matrix)) {
        throw new IllegalStateException("the singular values of a layer did not converge");
      }
      DMatrixRMaj u = svd.getU(null, false);
      double[] values = svd.getSingularValues();
      double largest = 0;
      for (int i = 0; i < svd.numberOfSingularValues(); i++) {
        largest = Math.max(largest, values[i]);
      }
      List<Integer> kept = new ArrayList<>();
      List<Integer> rest = new ArrayList<>();
      for (int i = 0; i < u.numCols; i++) {
        boolean spans = i < svd.numberOfSingularValues() && values[i] > ROUNDOFF * largest;
        (spans ? kept : rest).add(i);
      }
      int dimension = kept.size();
      kept.addAll(rest);
      DMatrixRMaj ordered = new DMatrixRMaj(u.numRows, u.numCols);
      for (int j = 0; j < u.numCols; j++) {
        for (int i = 0; i < u.numRows; i++) {
          ordered.set(i, j, u.get(i, kept.get(j)));
        }
      }
      DMatrixRMaj first = new DMatrixRMaj(u.numRows, Math.max(1, dimension));
      for (int j = 0; j < dimension; j++) {
        for (int i = 0; i < u.numRows; i++) {
          first.set(i, j, ordered.get(i, j));
        }
      }
      return new Span(Matrix.of(ordered), Matrix.of(first), dimension);
    }

    int whole() {
      return vectors.rows;
    }
  }

  /**
   * Directions u_iv_jᵀ of one W_l with i below the dimension of the span of B_{l+1}, or j below
   * that of A_l: first those with any i and the small j, then the others with the small i.
   */
  private record Block(Span left, Span right) {
    int size() {
      int rows = left.whole();
      return rows * right.dimension() + left.dimension() * (right.whole() - right.dimension());
    }

    void expand(int at, Matrix into) {
      int tall = left.whole() * right.dimension();
      boolean inTall = at < tall;
      int across = right.whole() - right.dimension();
      int i = inTall ? at / right.dimension() : (at - tall) / across;
      int j = inTall ? at % right.dimension() : right.dimension() + (at - tall) % across;
      double[] u = column(left.vectors(), i);
      double[] v = column(right.vectors(), j);
      double[] product = new double[u.length * v.length];
      for (int row = 0; row < u.length; row++) {
        for (int c = 0; c < v.length; c++) {
          product[row * v.length + c] = u[row] * v[c];
        }
      }
      into.values.put(0, product);
    }

    private static double[] column(Matrix matrix, int j) {
      double[] column = new double[matrix.rows];
      for (int i = 0; i < column.length; i++) {
        column[i] = matrix.values.get(i * matrix.columns + j);
      }
      return column;
    }

    int reduce(Matrix product, double[] coordinates, int offset) {
      int next = offset;
      if (right.dimension() > 0) {
        Matrix times = Matrix.zeros(product.rows, right.dimension());
        times.product(product, right.first());
        Matrix tall = Matrix.zeros(left.whole(), right.dimension());
        tall.productTransA(left.vectors(), times);
        tall.values.get(0, coordinates, next, tall.size());
        next += tall.size();
      }
      if (left.dimension() > 0) {
        Matrix times = Matrix.zeros(left.dimension(), product.columns);
        times.productTransA(left.first(), product);
        Matrix wide = Matrix.zeros(left.dimension(), right.whole());
        wide.product(times, right.vectors());
        int across = right.whole() - right.dimension();
        for (int i = 0; i < left.dimension(); i++) {
          wide.values.get(i * wide.columns + right.dimension(), coordinates, next, across);
          next += across;
        }
      }
      return next;
    }
  }
}
