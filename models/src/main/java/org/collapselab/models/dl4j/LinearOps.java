package org.collapselab.models.dl4j;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.collapselab.theory.parallel.Workers;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The products of a linear layer. In main memory they are cut by the columns of their result, which
 * lie side by side, and each piece is a call of BLAS on one thread; elsewhere they are the engine's
 * own. Each piece packs all of the left factor again, so there are only as many as threads where
 * {@link SeparateColumns} makes that possible. Results are column-major.
 */
final class LinearOps {
  private static final int LEAST_COLUMNS = 3 * SeparateColumns.GRAIN;
  private static final long LEAST_WORK = 2_000_000; // additions and multiplications
  private static final int MOST = 32;

  private final SeparateColumns separate = new SeparateColumns();
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
          },
          Optional.empty());
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
      multiply(
          HostMatrix.of(x).t(),
          slope,
          HostMatrix.of(byWeight),
          (from, n) -> {},
          Optional.ofNullable(byBias).map(sums -> () -> sumColumns(slope, sums)));
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

  private void sumColumns(HostMatrix x, INDArray sums) {
    x.sumColumns(ones(x.array()), HostMatrix.of(sums.reshape(1, sums.length())));
  }

  /** below ← εWᵀ. */
  void inputGradient(INDArray epsilon, INDArray w, INDArray below) {
    if (HostView.isHost()) {
      multiply(
          HostMatrix.of(epsilon),
          HostMatrix.of(w).t(),
          HostMatrix.of(below),
          (from, n) -> {},
          Optional.empty());
    } else {
      Nd4j.gemm(epsilon, w, below, false, true, 1.0, 0.0);
    }
  }

  /** c ← ab; {@code then} follows in each piece, {@code beside} is a piece of its own. */
  private void multiply(
      HostMatrix a, HostMatrix b, HostMatrix c, Columns then, Optional<Runnable> beside) {
    Pieces pieces = pieces(a, b, c);
    IntConsumer product =
        i -> {
          c.setToProduct(a, b, pieces.from(i), pieces.length(i));
          then.accept(pieces.from(i), pieces.length(i));
        };
    if (pieces.count() == 1) {
      product.accept(0);
      beside.ifPresent(Runnable::run);
    } else if (beside.isEmpty()) {
      workers.run(pieces.count(), product);
    } else {
      workers.run(
          pieces.count() + 1,
          i -> {
            if (i < pieces.count()) {
              product.accept(i);
            } else {
              beside.get().run();
            }
          });
    }
  }

  private Pieces pieces(HostMatrix a, HostMatrix b, HostMatrix c) {
    long columnWork = Math.max(1, 2L * c.rows() * a.columns());
    long least = Math.max(LEAST_COLUMNS, LEAST_WORK / columnWork);
    Pieces fixed = Pieces.of(c.columns(), SeparateColumns.GRAIN, least, MOST);
    int fewer = Math.min(fixed.count(), workers.threads());
    return fewer < fixed.count() && separate.holdFor(a, b, c, fixed.count())
        ? new Pieces(fixed.length(), fixed.grain(), fewer)
        : fixed;
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
