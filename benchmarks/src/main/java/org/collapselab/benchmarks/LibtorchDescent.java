package org.collapselab.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.collapselab.models.dufm.DufmSpec;

/** Gradient descent on a rectified DUFM with squared error, in libtorch. */
interface LibtorchDescent {

  /** Goes back to the start and takes this many steps. */
  void descend(int steps);

  /** H_1, W_1 … W_L where the last descent ended, row-major; seeds one after another. */
  List<double[]> reached();

  /** 1 − ηλ for each factor, λ the weight of its penalty. */
  static List<Scalar> shrinkage(DufmSpec spec, double rate) {
    return IntStream.rangeClosed(0, spec.depth())
        .mapToObj(i -> new Scalar(1 - rate * spec.weight(i)))
        .toList();
  }
}
