package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * SRG up to σ(M_{L−1}) ∝ B, then one neuron for each s-subset T of the r vertices instead of one
 * for each edge: W_{L−1} has the rows ½(1_T − 1_{T^c})ᵀ, so that σ(M_L) ∝ A_s, the inclusion matrix
 * of subsets and edges, and W_L is its least left inverse: W_L A = I_K under MSE, I_K − J/K under
 * cross-entropy. s = 2 is {@link Srg}. Not in [S].
 *
 * <p>c^{L+1} = ‖B‖_*² r^{L−3} · (r/4) C(r,s) · ‖A_s⁺‖_F². The best s is near r/2, where under MSE
 * c/K falls like 2K^{−1/4} at L = 3; see {@link SubsetCode}. A constant row besides, as in {@link
 * SrgConstantRow}, would help size s at L ≥ 4 only where (r − 2s)² &gt; r, hence not the best one.
 *
 * <p>The rank of M_L is r, but r − 1 where s = r/2, as each row then sums to 0; that of σ(M_L) is
 * K.
 *
 * <p>Like {@link Srg}, an upper bound of its structure's least loss: Z ∝ I is not optimal.
 */
record SrgSubsets(DufmProblem problem, SubsetCode code) implements Blueprint {

  @Override
  public ClosedForm closedForm() {
    double logVolume = logVolume(code, problem.depth(), problem.loss());
    return ClosedForm.ofLogVolume(logVolume, problem.depth(), Readout.fit(problem));
  }

  /** log of the squared norms' product, W_L included. */
  static double logVolume(SubsetCode code, int depth, Loss loss) {
    int r = code.graph().vertices();
    return 2 * Math.log(code.graph().nuclearNorm())
        + (depth - 3) * Math.log(r)
        + Math.log(r / 4.0)
        + Math.log(code.inverseNormSquared(loss));
  }

  @Override
  public Construction construction() {
    TriangularGraph graph = code.graph();
    BalancedFactors first = BalancedFactors.of(graph.incidence());
    DMatrixRMaj separator = separator();
    List<DMatrixRMaj> weights = new ArrayList<>();
    weights.add(first.left());
    weights.addAll(Collections.nCopies(problem.depth() - 3, MatrixOps.identity(graph.vertices())));
    weights.add(separator);
    DMatrixRMaj features = MatrixOps.rectified(MatrixOps.product(separator, graph.incidence()));
    weights.add(Readout.leastInverse(features, problem));
    return new Construction(first.right(), weights);
  }

  private DMatrixRMaj separator() {
    DMatrixRMaj separator = new DMatrixRMaj(0, code.graph().vertices());
    for (int i = 0; i < code.levels().size(); i++) {
      SubsetLevel level = code.levels().get(i);
      DMatrixRMaj rows = SubsetLevel.rows(level.subsets(), level.vertices());
      double scale = Math.sqrt(code.shares().get(i) / level.neurons());
      separator = MatrixOps.stacked(separator, MatrixOps.scaled(scale, rows));
    }
    return separator;
  }

  @Override
  public int width() {
    return (int) Math.max(code.graph().vertices(), code.neurons());
  }

  @Override
  public String detail() {
    return code.describe(problem.depth());
  }
}
