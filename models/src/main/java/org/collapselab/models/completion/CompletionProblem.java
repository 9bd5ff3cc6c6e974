package org.collapselab.models.completion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * What is to be completed.
 *
 * @param spec its sizes, and the network
 * @param target A*: rows×columns; shared, not to be changed
 * @param observed I, distinct entries in any order
 */
public record CompletionProblem(CompletionSpec spec, DMatrixRMaj target, List<Entry> observed) {

  /** A place in the matrix, both from 0. */
  public record Entry(int row, int column) {}

  /**
   * Checks that the parts fit together; {@code spec.rank()} and {@code spec.observedFraction()} are
   * not compared with them, so that a given matrix can be completed too.
   *
   * @throws IllegalArgumentException if A* has other sizes than the spec says, or I is empty or has
   *     an entry twice or outside A*
   */
  public CompletionProblem {
    observed = List.copyOf(observed);
    Check.that(
        target.numRows == spec.rows() && target.numCols == spec.columns(),
        "A* must be %d×%d as the spec says, got %d×%d",
        spec.rows(),
        spec.columns(),
        target.numRows,
        target.numCols);
    Check.that(!observed.isEmpty(), "at least one entry must be observed");
    Check.that(
        new HashSet<>(observed).size() == observed.size(), "an entry is observed more than once");
    for (Entry entry : observed) {
      Check.that(
          target.isInBounds(entry.row(), entry.column()),
          "%s is outside the %d×%d matrix",
          entry,
          spec.rows(),
          spec.columns());
    }
  }

  /**
   * A* = c·UV with U (rows×r*) and V (r*×columns) standard Gaussian and c such that the mean square
   * of the entries is 1, ‖A*‖_F² = rows·columns; I uniform among the sets of its size. Both are
   * determined by {@code spec.seed()}.
   */
  public static CompletionProblem draw(CompletionSpec spec) {
    Random random = RandomPart.PROBLEM.of(spec.seed());
    DMatrixRMaj target = new DMatrixRMaj(spec.rows(), spec.columns());
    DMatrixRMaj left = Gaussian.matrix(spec.rows(), spec.rank(), 1, random);
    DMatrixRMaj right = Gaussian.matrix(spec.rank(), spec.columns(), 1, random);
    CommonOps_DDRM.mult(left, right, target);
    double size = target.getNumElements();
    CommonOps_DDRM.scale(Math.sqrt(size) / NormOps_DDRM.normF(target), target);

    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < spec.rows(); i++) {
      for (int j = 0; j < spec.columns(); j++) {
        entries.add(new Entry(i, j));
      }
    }
    Collections.shuffle(entries, random);
    int count = Math.max(1, Math.toIntExact(Math.round(spec.observedFraction() * size)));
    return new CompletionProblem(spec, target, entries.subList(0, count));
  }
}
