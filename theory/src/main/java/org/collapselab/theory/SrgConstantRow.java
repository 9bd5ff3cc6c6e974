package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * SRG with one neuron that is constant across classes, a free bias: σ(M_{L−1}) ∝ [B; γ1ᵀ] at the
 * best γ, δ of {@link ConstantRow}. The rank stays r, because 1ᵀB = 2·1ᵀ. Not in [S], whose SRG is
 * the case γ = 0.
 *
 * <p>c^{L+1} = ‖B‖_*² r^{L−4} · r(1 + γ²/4) · w · ‖W_L‖_F² for L ≥ 4, and ν² w ‖W_L‖_F² for L = 3.
 * Like {@link Srg}, an upper bound of its structure's least loss.
 */
record SrgConstantRow(DufmProblem problem, TriangularGraph graph, ConstantRow row)
    implements Blueprint {

  @Override
  public ClosedForm closedForm() {
    double logVolume =
        hiddenLogVolume(graph, problem.depth(), row) + Math.log(Readout.normSquared(problem));
    return ClosedForm.ofLogVolume(logVolume, problem.depth(), Readout.fit(problem));
  }

  /** log of the squared norms' product without W_L. */
  static double hiddenLogVolume(TriangularGraph graph, int depth, ConstantRow row) {
    double logSeparator = Math.log(row.separatorNormSquared(graph));
    if (depth == 3) {
      return 2 * Math.log(row.extendedNuclearNorm(graph)) + logSeparator;
    }
    double r = graph.vertices();
    return 2 * Math.log(graph.nuclearNorm())
        + (depth - 4) * Math.log(r)
        + Math.log(r * (1 + row.gamma() * row.gamma() / 4))
        + logSeparator;
  }

  @Override
  public Construction construction() {
    DMatrixRMaj incidence = graph.incidence();
    boolean shallow = problem.depth() == 3;
    BalancedFactors first =
        BalancedFactors.of(shallow ? MatrixOps.withConstantRow(incidence, row.gamma()) : incidence);
    List<DMatrixRMaj> weights = new ArrayList<>();
    weights.add(first.left());
    if (!shallow) {
      DMatrixRMaj middle = MatrixOps.identity(graph.vertices());
      weights.addAll(Collections.nCopies(problem.depth() - 4, middle));
      weights.add(MatrixOps.withConstantRow(middle, row.gamma() / 2));
    }
    DMatrixRMaj separator = MatrixOps.plus(MatrixOps.transpose(incidence), -row.delta());
    weights.add(MatrixOps.withConstantColumn(separator, -row.epsilon()));
    weights.add(Readout.weight(problem));
    return new Construction(first.right(), weights);
  }

  @Override
  public int width() {
    return Math.max(graph.vertices() + 1, graph.classes());
  }
}
