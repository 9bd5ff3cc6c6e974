package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * How the r neurons of layers 2 … L−1 are scaled where B is not regular: σ(M_2) ∝ DB with D =
 * diag(d), and every later layer takes d_v^{1/(L−2)} off: W_2 … W_{L−2} = diag(d^{−1/(L−2)}), and
 * W_{L−1} has its columns scaled by the same. By Hölder this split is the cheapest for given d.
 *
 * <p>It costs ‖DB‖_*² q^{L−2} with q = Σ_v d_v^{−2/(L−2)}, instead of ‖B‖_*² r^{L−2}. At the least
 * cost each neuron's incoming share equals its outgoing one: [(DBBᵀD)^{1/2}]_vv / ‖DB‖_* =
 * d_v^{−2/(L−2)} / q, which is solved by a damped fixed-point iteration. For regular B of a graph
 * whose vertices are all alike, d is constant.
 *
 * @param scales d, of geometric mean 1
 */
record VertexScales(double[] scales) {
  private static final int ITERATIONS = 200;
  private static final double CONVERGED = 1e-15;

  static VertexScales of(DMatrixRMaj incidence, int depth) {
    double[] logs = new double[incidence.numRows];
    double exponent = (depth - 2) / 2.0;
    double damping = 1 / (1 + 1.5 * exponent);
    double change = 1;
    for (int i = 0; i < ITERATIONS && change > CONVERGED; i++) {
      double[] shares = incoming(scaled(incidence, exponentials(logs)));
      double[] targets = centred(shares, exponent);
      change = 0;
      for (int v = 0; v < logs.length; v++) {
        double step = damping * (targets[v] - logs[v]);
        logs[v] += step;
        change = Math.max(change, Math.abs(step));
      }
    }
    return new VertexScales(exponentials(logs));
  }

  /** −exponent · log shares, less their mean. */
  private static double[] centred(double[] shares, double exponent) {
    double[] targets = Arrays.stream(shares).map(p -> -exponent * Math.log(p)).toArray();
    double mean = Arrays.stream(targets).average().orElseThrow();
    return Arrays.stream(targets).map(target -> target - mean).toArray();
  }

  /** Diagonal of (XXᵀ)^{1/2} = UΣUᵀ. */
  private static double[] incoming(DMatrixRMaj matrix) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, true, false, true);
    if (!svd.decompose(matrix.copy())) {
      throw new IllegalArgumentException("the SVD of the scaled incidence matrix did not converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    double[] sigma = svd.getSingularValues();
    double[] diagonal = new double[matrix.numRows];
    for (int v = 0; v < diagonal.length; v++) {
      for (int i = 0; i < u.numCols; i++) {
        diagonal[v] += u.get(v, i) * u.get(v, i) * sigma[i];
      }
    }
    return diagonal;
  }

  /** log of ‖DB‖_*² q^{L−2}. */
  double logCost(DMatrixRMaj incidence, int depth) {
    double nuclearNorm = PredictedSpectrum.of(scaledRows(incidence)).nuclearNorm();
    double q = Arrays.stream(perLayer(depth)).map(scale -> 1 / (scale * scale)).sum();
    return 2 * Math.log(nuclearNorm) + (depth - 2) * Math.log(q);
  }

  /** DB. */
  DMatrixRMaj scaledRows(DMatrixRMaj incidence) {
    return scaled(incidence, scales);
  }

  /** diag(d^{−1/(L−2)}). */
  DMatrixRMaj layer(int depth) {
    return CommonOps_DDRM.diag(Arrays.stream(perLayer(depth)).map(scale -> 1 / scale).toArray());
  }

  private double[] perLayer(int depth) {
    return Arrays.stream(scales).map(scale -> Math.pow(scale, 1.0 / (depth - 2))).toArray();
  }

  private static DMatrixRMaj scaled(DMatrixRMaj matrix, double[] scales) {
    return MatrixOps.product(CommonOps_DDRM.diag(scales), matrix);
  }

  private static double[] exponentials(double[] logs) {
    return Arrays.stream(logs).map(Math::exp).toArray();
  }

  /**
   * The solution with these scales: W_1 … W_{L−2} carry the classes, W_{L−1} has the neurons, W_L
   * reads them out.
   *
   * @param classes r×K, one column per class
   * @param separator the neurons of layer L, one row each, r columns
   */
  Construction construction(DMatrixRMaj classes, DMatrixRMaj separator, DufmProblem problem) {
    BalancedFactors first = BalancedFactors.of(scaledRows(classes));
    DMatrixRMaj layer = layer(problem.depth());
    List<DMatrixRMaj> weights = new ArrayList<>();
    weights.add(first.left());
    weights.addAll(Collections.nCopies(problem.depth() - 3, layer));
    weights.add(MatrixOps.product(separator, layer));
    DMatrixRMaj features = MatrixOps.rectified(MatrixOps.product(separator, classes));
    weights.add(Readout.leastInverse(features, problem));
    return new Construction(first.right(), weights);
  }
}
