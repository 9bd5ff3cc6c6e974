package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Z_1 = s V Vᵀ with orthonormal V (K×ρ), shared evenly: M_1 = s^{1/(L+1)} Vᵀ, W_l = s^{1/(L+1)} I_ρ
 * for l &lt; L, W_L = s^{1/(L+1)} V. Every factor has squared norm ρ s^{2/(L+1)} = c, the least
 * possible for a linear chain with this output.
 */
final class BalancedCode {

  private BalancedCode() {}

  static Construction of(DMatrixRMaj frame, double singularValue, int depth) {
    double share = Math.pow(singularValue, 1.0 / (depth + 1));
    DMatrixRMaj middle = MatrixOps.scaled(share, MatrixOps.identity(frame.numCols));
    List<DMatrixRMaj> weights = new ArrayList<>(Collections.nCopies(depth - 1, middle));
    weights.add(MatrixOps.scaled(share, frame));
    return new Construction(MatrixOps.scaled(share, MatrixOps.transpose(frame)), weights);
  }
}
