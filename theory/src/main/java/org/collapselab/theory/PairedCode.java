package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The construction behind theorem 7 of [G] for ReLU models under cross-entropy, L ≥ 2: the
 * orthoplex code, lifted above zero by one more direction so that no ReLU acts. For K = 2m let X
 * have the blocks [1 −1; −1 1] on its diagonal and Y = J, so that X² = 2X, XY = 0 and X + Y ≥ 0.
 * Then σ(M_l) ∝ X + Y for 2 ≤ l ≤ L, W_1M_1 the balanced factors of it, W_2 … W_{L−1} ∝ ½X +
 * Y/(2m), W_L ∝ ½X and Z ∝ X. For K = 2m + 1 the last class has the block [2] in X, and Y is J on
 * the others alone.
 *
 * <p>c^{L+1} = (2K)² (m+1)^{L−2} m for even, (2K)² (m+2)^{L−2} (m+1) for odd K; the fit of the
 * paired classes is that of {@link Orthoplex}, that of the last of an odd number is log(1 +
 * (K−1)e^{−2t}). Rank m + 1 or m + 2. At equal scale of Z the fit is below that of DNC, and the
 * penalty too for K = 14 and from K = 16 on at L = 4, from K = 10 on at L ≥ 5.
 */
record PairedCode(DufmProblem problem) implements Blueprint {

  @Override
  public ClosedForm closedForm() {
    int classes = problem.classes();
    int lone = classes % 2;
    int pairs = classes / 2;
    double logVolume =
        2 * Math.log(2.0 * classes)
            + (problem.depth() - 2) * Math.log(pairs + lone + 1)
            + Math.log(pairs + lone);
    return ClosedForm.ofLogVolume(logVolume, problem.depth(), fit(classes));
  }

  private static RayFit fit(int classes) {
    RayFit paired = RayFit.crossEntropy(new double[] {1, 2}, new double[] {classes - 2, 1});
    if (classes % 2 == 0) {
      return paired;
    }
    RayFit last = RayFit.crossEntropy(new double[] {2}, new double[] {classes - 1});
    return RayFit.mixture(paired, classes - 1, last, 1);
  }

  @Override
  public Construction construction() {
    DMatrixRMaj pairing = pairing(problem.classes());
    DMatrixRMaj lift = lift(problem.classes());
    BalancedFactors first = BalancedFactors.of(sum(pairing, 1, lift, 1));
    int paired = problem.classes() / 2 * 2;
    List<DMatrixRMaj> weights = new ArrayList<>();
    weights.add(first.left());
    weights.addAll(Collections.nCopies(problem.depth() - 2, sum(pairing, 0.5, lift, 1.0 / paired)));
    weights.add(MatrixOps.scaled(0.5, pairing));
    return new Construction(first.right(), weights);
  }

  /** X. */
  private static DMatrixRMaj pairing(int classes) {
    DMatrixRMaj pairing = MatrixOps.identity(classes);
    for (int c = 0; c + 1 < classes; c += 2) {
      pairing.set(c, c + 1, -1);
      pairing.set(c + 1, c, -1);
    }
    if (classes % 2 == 1) {
      pairing.set(classes - 1, classes - 1, 2);
    }
    return pairing;
  }

  /** Y. */
  private static DMatrixRMaj lift(int classes) {
    DMatrixRMaj lift = new DMatrixRMaj(classes, classes);
    int paired = classes / 2 * 2;
    for (int i = 0; i < paired; i++) {
      for (int j = 0; j < paired; j++) {
        lift.set(i, j, 1);
      }
    }
    return lift;
  }

  private static DMatrixRMaj sum(DMatrixRMaj x, double a, DMatrixRMaj y, double b) {
    DMatrixRMaj sum = new DMatrixRMaj(x.numRows, x.numCols);
    CommonOps_DDRM.add(a, x, b, y, sum);
    return sum;
  }

  @Override
  public int width() {
    return problem.classes();
  }
}
