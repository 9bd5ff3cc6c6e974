package org.collapselab.benchmarks.torch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * One array that training changes.
 *
 * @param name as in the states of the other engine: {@code fc1_W}, {@code stem.bn_gamma}
 * @param listed shape under which states list it; a dense W, d_out×d_in in memory, as d_in×d_out
 * @param values the array
 * @param velocity of the same shape; null for the running statistics of batch norm and for plain
 *     SGD
 * @param trained by gradients; running statistics are not
 * @param l2 λ of the penalty λ/2‖W‖_F²
 * @param decay c of the decoupled weight decay
 */
record Parameter(
    String name,
    List<Long> listed,
    Tensor values,
    Tensor velocity,
    boolean trained,
    double l2,
    double decay) {

  /** Its line in the layout of a state. */
  String line() {
    return name + " " + listed;
  }

  int count() {
    return Math.toIntExact(values.numel());
  }

  /** The weight of ‖W‖² in the objective, when this share of λ counts. */
  double halfPenalty(double share) {
    return (share * l2 + decay) / 2;
  }
}
