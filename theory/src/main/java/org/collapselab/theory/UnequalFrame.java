package org.collapselab.theory;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * DNC for classes of unequal sizes n_1 … n_K under MSE: an orthogonal frame in every layer whose
 * lengths differ by class. The classes do not interact, so the least loss of such a point is
 *
 * <pre>Σ_k min_{t ≥ 0} ½ (n_k/N) (1−t)² + (L+1)/2 · (n_k λ_H λ_1 ⋯ λ_L)^{1/(L+1)} t^{2/(L+1)}.
 * </pre>
 *
 * With equal sizes it is the loss of DNC. The frame has no negative entry, so it does not matter
 * whether there is a ReLU.
 */
public final class UnequalFrame {
  private final DufmProblem problem;
  private final long[] sizes;
  private final double samples;

  /**
   * @param problem with the loss MSE; its n is not used
   * @param sizes n_1 … n_K, all ≥ 1
   * @throws IllegalArgumentException for another loss or number of classes, or an empty class
   */
  public UnequalFrame(DufmProblem problem, long[] sizes) {
    if (problem.loss() != Loss.MSE
        || sizes.length != problem.classes()
        || Arrays.stream(sizes).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "expected MSE and %d classes with samples, got %s and the sizes %s"
              .formatted(problem.classes(), problem.loss(), Arrays.toString(sizes)));
    }
    this.problem = problem;
    this.sizes = sizes.clone();
    this.samples = Arrays.stream(sizes).sum();
  }

  /** The least loss. */
  public double loss() {
    return IntStream.range(0, sizes.length).mapToDouble(k -> share(k) * minimum(k).value()).sum();
  }

  /** t of every class, the k-th singular value of Z; 0 for a class that is given up. */
  public double[] scales() {
    return IntStream.range(0, sizes.length).mapToDouble(k -> minimum(k).scale()).toArray();
  }

  private double share(int k) {
    return sizes[k] / samples;
  }

  private ScalarMinimum minimum(int k) {
    double lambda =
        new DufmProblem(
                problem.classes(),
                problem.depth(),
                sizes[k],
                problem.featureLambda(),
                problem.weightLambdas(),
                problem.loss(),
                problem.activation())
            .capitalLambda();
    return ScalarMinimum.of(RayFit.squaredError(), lambda / share(k), problem.depth());
  }
}
