package org.collapselab.models.torch;

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

  /** Its shape in memory. */
  long[] shape() {
    return values.shape();
  }

  /** What PyTorch calls it: a batch norm's γ is its weight, its β its bias. */
  String savedName() {
    int end = name.lastIndexOf('_');
    String kind = name.substring(end + 1);
    String saved =
        switch (kind) {
          case "W", "gamma" -> "weight";
          case "b", "beta" -> "bias";
          default -> "running_" + kind;
        };
    return name.substring(0, end) + "." + saved;
  }

  int count() {
    return Math.toIntExact(values.numel());
  }

  /** The weight of ‖W‖² in the objective, when this share of λ counts. */
  double halfPenalty(double share) {
    return (share * l2 + decay) / 2;
  }
}
