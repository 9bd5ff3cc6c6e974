package org.collapselab.reports.optimum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.theory.Activation;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The factors of a point, {@code H1.npy}, {@code W1.npy} … {@code WL.npy}. */
final class FactorFiles {
  private FactorFiles() {}

  /**
   * M_1, σ(M_2), …, σ(M_L) and Z, each with one column per class.
   *
   * @throws IOException if a file is missing, is not an array, or does not fit the one before it
   */
  static List<DMatrixRMaj> means(Path folder, int depth, Activation activation)
      throws IOException {
    List<DMatrixRMaj> means = new ArrayList<>();
    means.add(read(folder.resolve("H1.npy")));
    for (int l = 1; l <= depth; l++) {
      Path file = folder.resolve("W" + l + ".npy");
      DMatrixRMaj weight = read(file);
      DMatrixRMaj before = means.get(l - 1);
      if (weight.numCols != before.numRows) {
        throw new IOException(
            "%s has %d columns; %d were expected".formatted(file, weight.numCols, before.numRows));
      }
      DMatrixRMaj next = CommonOps_DDRM.mult(weight, before, null);
      if (activation == Activation.RELU && l < depth) {
        for (int i = 0; i < next.getNumElements(); i++) {
          next.data[i] = Math.max(next.data[i], 0);
        }
      }
      means.add(next);
    }
    return means;
  }

  private static DMatrixRMaj read(Path file) throws IOException {
    return NpyFile.read(file).toMatrix();
  }
}
