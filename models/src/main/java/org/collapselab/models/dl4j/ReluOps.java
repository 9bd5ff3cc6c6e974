package org.collapselab.models.dl4j;

import java.nio.IntBuffer;
import org.collapselab.theory.parallel.Workers;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinearDerivative;
import org.nd4j.linalg.factory.Nd4j;

/** σ(x) = max(x, 0) and ε·σ'(x), σ'(0) = 0, in one pass over blocks, which is cut into pieces. */
final class ReluOps {
  private Workers workers = Workers.alone();

  void use(Workers threads) {
    workers = threads;
  }

  /** Writes into {@code output}, which has the shape and order of {@code input}. */
  void forward(INDArray input, INDArray output) {
    if (!HostView.isPossible(input, output)) {
      Nd4j.exec(new RectifiedLinear(input, output));
      return;
    }
    IntBuffer inputs = HostView.bits(input);
    IntBuffer outputs = HostView.bits(output);
    Pieces pieces = Pieces.ofBlocks(inputs.capacity(), HostView.BLOCK);
    workers.run(
        pieces.count(),
        piece -> {
          int[] x = new int[HostView.BLOCK];
          pieces.blocks(
              piece,
              (from, n) -> {
                inputs.get(from, x, 0, n);
                rectify(x, n);
                outputs.put(from, x, 0, n);
              });
        });
  }

  /** Writes into {@code delta}, which has the shape and order of {@code input}. */
  void backward(INDArray input, INDArray epsilon, INDArray delta) {
    if (!HostView.isPossible(input, epsilon) || !HostView.isPossible(input, delta)) {
      Nd4j.exec(new RectifiedLinearDerivative(input, epsilon, delta, 0.0));
      return;
    }
    IntBuffer inputs = HostView.bits(input);
    IntBuffer epsilons = HostView.bits(epsilon);
    IntBuffer deltas = HostView.bits(delta);
    Pieces pieces = Pieces.ofBlocks(inputs.capacity(), HostView.BLOCK);
    workers.run(
        pieces.count(),
        piece -> {
          int[] x = new int[HostView.BLOCK];
          int[] e = new int[HostView.BLOCK];
          pieces.blocks(
              piece,
              (from, n) -> {
                inputs.get(from, x, 0, n);
                epsilons.get(from, e, 0, n);
                mask(e, x, n);
                deltas.put(from, e, 0, n);
              });
        });
  }

  /** A number below 0, and −0, has the sign bit: its shift is all ones. */
  private static void rectify(int[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] &= ~(x[i] >> 31);
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
