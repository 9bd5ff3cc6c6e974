package org.collapselab.theory;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The class means in every layer of a construction.
 *
 * @param pre M_1 … M_L
 * @param post M_1, σ(M_2), …, σ(M_L)
 * @param output Z (K×K)
 */
record ForwardPass(List<DMatrixRMaj> pre, List<DMatrixRMaj> post, DMatrixRMaj output) {

  static ForwardPass of(Construction construction, Activation activation) {
    List<DMatrixRMaj> pre = new ArrayList<>();
    List<DMatrixRMaj> post = new ArrayList<>();
    DMatrixRMaj current = construction.means();
    for (DMatrixRMaj weight : construction.weights()) {
      boolean activated = activation == Activation.RELU && !pre.isEmpty();
      pre.add(current);
      post.add(activated ? MatrixOps.rectified(current) : current);
      current = MatrixOps.product(weight, post.get(post.size() - 1));
    }
    return new ForwardPass(List.copyOf(pre), List.copyOf(post), current);
  }
}
