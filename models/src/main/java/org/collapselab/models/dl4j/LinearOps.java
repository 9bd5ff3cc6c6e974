package org.collapselab.models.dl4j;

import org.collapselab.theory.parallel.Workers;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The products of a linear layer. In main memory they are cut by the columns of their result, which
 * lie side by side, and each piece is a call of BLAS on one thread; elsewhere the engine's own.
 * Results and ε are column-major.
 */
final class LinearOps {
  /** Each piece packs all of the left factor: 128 columns cost a tenth, 64 a quarter. */
  private static final int LEAST_COLUMNS = 128;

  private static final long LEAST_WORK = 4_000_000; // additions and multiplications
  private static final int GRAIN = 16; // columns: whole tiles of the kernels
  private static final int MOST = 64;

  private Workers workers = Workers.alone();
  private INDArray ones;

  private interface Columns {
    void accept(int from, int n);
  }

  void use(Workers threads) {
    workers = threads;
  }

  /** z ← xW + 1bᵀ; {@code b} may be {@code null}. */
  void forward(INDArray x, INDArray w, INDArray b, INDArray z) {
    if (HostView.isHost()) {
      HostMatrix result = HostMatrix.of(z);
      HostMatrix row = b == null ? null : HostMatrix.of(b.reshape(1, b.length()));
      HostMatrix one = b == null ? null : ones(z);
      multiply(
          HostMatrix.of(x),
          HostMatrix.of(w),
          result,
          (from, n) -> {
            if (row != null) {
              result.addRow(one, row, from, n);
            }
          });
      return;
    }
    Nd4j.gemm(x, w, z, false, false, 1.0, 0.0);
    if (b != null) {
      z.addiRowVector(b);
    }
  }

  /** ∂W ← xᵀε and ∂b ← εᵀ1; {@code byBias} may be {@code null}. */
  void parameterGradients(INDArray x, INDArray epsilon, INDArray byWeight, INDArray byBias) {
    if (HostView.isHost()) {
      HostMatrix slope = HostMatrix.of(epsilon);
      HostMatrix sums = byBias == null ? null : HostMatrix.of(byBias.reshape(1, byBias.length()));
      HostMatrix one = byBias == null ? null : ones(epsilon);
      multiply(
          HostMatrix.of(x).t(),
          slope,
          HostMatrix.of(byWeight),
          (from, n) -> {
            if (sums != null) {
              slope.sumColumns(one, sums, from, n);
            }
          });
      return;
    }
    Nd4j.gemm(x, epsilon, byWeight, true, false, 1.0, 0.0);
    if (byBias != null) {
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
          INDArray sums = epsilon.sum(0)) {
        byBias.assign(sums.reshape(byBias.shape()));
      }
    }
  }

  /** below ← εWᵀ. */
  void inputGradient(INDArray epsilon, INDArray w, INDArray below) {
    if (HostView.isHost()) {
      multiply(
          HostMatrix.of(epsilon), HostMatrix.of(w).t(), HostMatrix.of(below), (from, n) -> {});
    } else {
      Nd4j.gemm(epsilon, w, below, false, true, 1.0, 0.0);
    }
  }

  /** c ← ab; {@code then} follows in each piece. */
  private void multiply(HostMatrix a, HostMatrix b, HostMatrix c, Columns then) {
    long columnWork = 2L * c.rows() * a.columns();
    Pieces pieces =
        Pieces.of(c.columns(), GRAIN, Math.max(LEAST_COLUMNS, LEAST_WORK / columnWork), MOST);
    workers.run(
        pieces.count(),
        i -> {
          int from = pieces.from(i);
          c.setToProduct(a, b, from, pieces.length(i));
          then.accept(from, pieces.length(i));
        });
  }

  /** A column of ones beside the rows of {@code x}. */
  private HostMatrix ones(INDArray x) {
    if (ones == null || ones.length() < x.size(0)) {
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        ones = Nd4j.ones(x.dataType(), x.size(0), 1);
      }
    }
    return HostMatrix.of(ones);
  }
}
