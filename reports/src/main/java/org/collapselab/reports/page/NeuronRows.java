package org.collapselab.reports.page;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Chooses and orders the neurons of a matrix of class means so that patterns are visible. */
public final class NeuronRows {
  /** Rows without an entry above this share of the largest are not active. */
  private static final double ACTIVE = 1e-3;

  private NeuronRows() {}

  /**
   * The {@code most} active rows of largest norm. They are ordered by the classes for which they
   * are above half of their own largest entry: first the neurons of class 0, and so on.
   *
   * @param means d×K
   */
  public static DMatrixRMaj ordered(DMatrixRMaj means, int most) {
    double least = ACTIVE * CommonOps_DDRM.elementMaxAbs(means);
    int[] rows =
        IntStream.range(0, means.numRows)
            .boxed()
            .filter(i -> largest(means, i) > least)
            .sorted(Comparator.comparingDouble(i -> -squaredNorm(means, i)))
            .limit(most)
            .sorted(Comparator.comparing(i -> pattern(means, i)))
            .mapToInt(Integer::intValue)
            .toArray();
    DMatrixRMaj shown = new DMatrixRMaj(rows.length, means.numCols);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < means.numCols; j++) {
        shown.set(i, j, means.get(rows[i], j));
      }
    }
    return shown;
  }

  private static double largest(DMatrixRMaj means, int row) {
    return IntStream.range(0, means.numCols)
        .mapToDouble(j -> Math.abs(means.get(row, j)))
        .max()
        .orElse(0);
  }

  private static double squaredNorm(DMatrixRMaj means, int row) {
    return IntStream.range(0, means.numCols)
        .mapToDouble(j -> means.get(row, j) * means.get(row, j))
        .sum();
  }

  /** A letter per class, {@code a} if the row is high. */
  private static String pattern(DMatrixRMaj means, int row) {
    double half = largest(means, row) / 2;
    StringBuilder pattern = new StringBuilder();
    for (int j = 0; j < means.numCols; j++) {
      pattern.append(means.get(row, j) > half ? 'a' : 'b');
    }
    return pattern.toString();
  }
}
