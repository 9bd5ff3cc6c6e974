package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The strongly regular graph solution of [S], for K = r(r−1)/2 and L ≥ 3 with ReLU: W_1 M_1 ∝ B,
 * the incidence matrix of K_r, with balanced factors; W_2 … W_{L−2} ∝ I_r; W_{L−1} ∝ Bᵀ − ½·11ᵀ;
 * W_L as in DNC. Then M_L ∝ 2I + A − J and σ(M_L) ∝ I_K.
 *
 * <p>c^{L+1} = ‖B‖_*² r^{L−3} (Kr/4) ‖W_L‖_F². Pre-activations have rank r, except that M_L has
 * rank 3 at r = 4: 2I + A − J has eigenvalue (r−1)(4−r)/2 on the constant vector.
 *
 * <p>From r = 5 on, {@link SrgSubsets} has a smaller c, even with as many neurons.
 *
 * <p>Its scales are optimal, its shape is not: its loss is an upper bound on what this structure
 * reaches. Under MSE it is never stationary: the data term's gradient in W_{L−1} is ∝ Bᵀ, which
 * cannot cancel λ_{L−1} W_{L−1} ∝ Bᵀ − ½·11ᵀ.
 */
record Srg(DufmProblem problem, TriangularGraph graph) implements Blueprint {

  @Override
  public ClosedForm closedForm() {
    double logVolume =
        hiddenLogVolume(graph, problem.depth()) + Math.log(Readout.normSquared(problem));
    return ClosedForm.ofLogVolume(logVolume, problem.depth(), Readout.fit(problem));
  }

  /** log of the squared norms' product without W_L: ‖B‖_*² r^{L−3} Kr/4. */
  static double hiddenLogVolume(TriangularGraph graph, int depth) {
    int r = graph.vertices();
    return 2 * Math.log(graph.nuclearNorm())
        + (depth - 3) * Math.log(r)
        + Math.log(graph.classes() * r / 4.0);
  }

  @Override
  public Construction construction() {
    BalancedFactors first = BalancedFactors.of(graph.incidence());
    DMatrixRMaj middle = MatrixOps.identity(graph.vertices());
    List<DMatrixRMaj> weights = new ArrayList<>();
    weights.add(first.left());
    weights.addAll(Collections.nCopies(problem.depth() - 3, middle));
    weights.add(MatrixOps.plus(MatrixOps.transpose(graph.incidence()), -0.5));
    weights.add(Readout.weight(problem));
    return new Construction(first.right(), weights);
  }

  @Override
  public int width() {
    return graph.classes();
  }
}
