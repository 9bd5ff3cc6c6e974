package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The data term along a ray Z = t · Z_1 of logits: convex and smooth in t ≥ 0, least at t &gt; 0.
 */
interface RayFit {

  /** fit(t). */
  double value(double scale);

  /** d fit / dt. */
  double slope(double scale);

  /** ½(1−t)²: MSE along Z = t·I. */
  static RayFit squaredError() {
    return new RayFit() {
      @Override
      public double value(double scale) {
        return (1 - scale) * (1 - scale) / 2;
      }

      @Override
      public double slope(double scale) {
        return scale - 1;
      }
    };
  }

  /**
   * 1/(2K) ‖t Z_1 − I‖_F² = ½(t² ‖Z_1‖_F²/K − 2t tr Z_1/K + 1): MSE along Z = t·Z_1.
   *
   * @param output Z_1 (K×K) with a positive trace
   */
  static RayFit squaredError(DMatrixRMaj output) {
    double square = MatrixOps.normSquared(output) / output.numCols;
    double trace = CommonOps_DDRM.trace(output) / output.numCols;
    return new RayFit() {
      @Override
      public double value(double scale) {
        return (scale * scale * square - 2 * scale * trace + 1) / 2;
      }

      @Override
      public double slope(double scale) {
        return scale * square - trace;
      }
    };
  }

  /**
   * log(1 + Σ_j k_j e^{−t m_j}): cross-entropy where, for every class, the logits of k_j of the
   * wrong classes lie t·m_j below the right one.
   *
   * @param margins m_j &gt; 0
   * @param counts k_j, summing to K − 1
   */
  static RayFit crossEntropy(double[] margins, double[] counts) {
    return new RayFit() {
      @Override
      public double value(double scale) {
        return Math.log1p(others(scale));
      }

      @Override
      public double slope(double scale) {
        double weighted = 0;
        for (int j = 0; j < margins.length; j++) {
          weighted -= margins[j] * counts[j] * Math.exp(-scale * margins[j]);
        }
        return weighted / (1 + others(scale));
      }

      private double others(double scale) {
        double sum = 0;
        for (int j = 0; j < margins.length; j++) {
          sum += counts[j] * Math.exp(-scale * margins[j]);
        }
        return sum;
      }
    };
  }

  /**
   * The mean of two fits where {@code first} holds for so many classes, {@code second} for others.
   */
  static RayFit mixture(RayFit first, int firstClasses, RayFit second, int secondClasses) {
    double share = (double) firstClasses / (firstClasses + secondClasses);
    return new RayFit() {
      @Override
      public double value(double scale) {
        return share * first.value(scale) + (1 - share) * second.value(scale);
      }

      @Override
      public double slope(double scale) {
        return share * first.slope(scale) + (1 - share) * second.slope(scale);
      }
    };
  }

  /**
   * The mean over classes c of log(1 + Σ_{j≠c} e^{−t(z_cc − z_jc)}): cross-entropy along Z = t·Z_1.
   *
   * @param logits Z_1 (K×K), column c = the logits of class c
   */
  static RayFit logits(DMatrixRMaj logits) {
    List<RayFit> fits = new ArrayList<>();
    for (int c = 0; c < logits.numCols; c++) {
      int label = c;
      double[] margins =
          IntStream.range(0, logits.numRows)
              .filter(row -> row != label)
              .mapToDouble(row -> logits.get(label, label) - logits.get(row, label))
              .toArray();
      double[] counts = new double[margins.length];
      Arrays.fill(counts, 1);
      fits.add(crossEntropy(margins, counts));
    }
    return new RayFit() {
      @Override
      public double value(double scale) {
        return fits.stream().mapToDouble(fit -> fit.value(scale)).average().orElseThrow();
      }

      @Override
      public double slope(double scale) {
        return fits.stream().mapToDouble(fit -> fit.slope(scale)).average().orElseThrow();
      }
    };
  }

  /** log(1 + (K−1)e^{−t}): cross-entropy along Z = t·(I − J/K). */
  static RayFit simplexCrossEntropy(int classes) {
    return crossEntropy(new double[] {1}, new double[] {classes - 1});
  }
}
