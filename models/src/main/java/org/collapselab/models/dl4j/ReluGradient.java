package org.collapselab.models.dl4j;

import java.nio.IntBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinearDerivative;
import org.nd4j.linalg.factory.Nd4j;

/** ε·σ'(x) for σ(x) = max(x, 0), σ'(0) = 0, in one pass over blocks. */
final class ReluGradient {
  private final int[] x = new int[HostView.BLOCK];
  private final int[] e = new int[HostView.BLOCK];

  /** Writes into {@code delta}, which has the shape and order of {@code input}. */
  void apply(INDArray input, INDArray epsilon, INDArray delta) {
    if (!HostView.isPossible(input, epsilon) || !HostView.isPossible(input, delta)) {
      Nd4j.exec(new RectifiedLinearDerivative(input, epsilon, delta, 0.0));
      return;
    }
    IntBuffer inputs = HostView.bits(input);
    IntBuffer epsilons = HostView.bits(epsilon);
    IntBuffer deltas = HostView.bits(delta);
    for (int from = 0; from < inputs.capacity(); from += HostView.BLOCK) {
      int n = Math.min(HostView.BLOCK, inputs.capacity() - from);
      inputs.get(from, x, 0, n);
      epsilons.get(from, e, 0, n);
      mask(e, x, n);
      deltas.put(from, e, 0, n);
    }
  }

  /**
   * HotSpot 17 vectorises no comparison of floats. As an integer x > 0 is one whose negative and
   * whose complement both have the sign bit; 0 and −0 lack one of them.
   */
  private static void mask(int[] e, int[] x, int n) {
    for (int i = 0; i < n; i++) {
      e[i] &= (-x[i] & ~x[i]) >> 31;
    }
  }
}
