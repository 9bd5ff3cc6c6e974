package org.collapselab.models.dl4j;

import java.nio.FloatBuffer;
import java.util.Objects;
import org.collapselab.models.Penalties;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** λ/2‖W‖_F² and its gradient λW, with λ multiplied by {@link Penalties#share} of the step. */
public final class WeightPenalty implements Regularization {
  private static final int FLUSH = 64; // blocks summed in FP32 before FP64 takes over

  private final double lambda;
  private final long warmupSteps;

  /**
   * @param lambda λ > 0
   * @param warmupSteps steps over which λ rises to its value, 0 for none
   */
  public WeightPenalty(
      @JsonProperty("lambda") double lambda, @JsonProperty("warmupSteps") long warmupSteps) {
    this.lambda = lambda;
    this.warmupSteps = warmupSteps;
  }

  /** λ. */
  public double getLambda() {
    return lambda;
  }

  /** Steps over which λ rises to its value. */
  public long getWarmupSteps() {
    return warmupSteps;
  }

  private double lambdaAt(int iteration) {
    return lambda * Penalties.share(iteration, warmupSteps);
  }

  @Override
  public ApplyStep applyStep() {
    return ApplyStep.BEFORE_UPDATER;
  }

  @Override
  public void apply(INDArray w, INDArray gradient, double lr, int iteration, int epoch) {
    Nd4j.exec(new Axpy(w, gradient, gradient, lambdaAt(iteration)));
  }

  @Override
  public double score(INDArray w, int iteration, int epoch) {
    if (HostView.isPossible(w, w)) {
      return lambdaAt(iteration) / 2 * squaredNorm(HostView.floats(w));
    }
    double norm = w.norm2Number().doubleValue();
    return lambdaAt(iteration) / 2 * norm * norm;
  }

  @Override
  public WeightPenalty clone() {
    return new WeightPenalty(lambda, warmupSteps);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightPenalty p && p.lambda == lambda && p.warmupSteps == warmupSteps;
  }

  @Override
  public int hashCode() {
    return Objects.hash(lambda, warmupSteps);
  }

  private static double squaredNorm(FloatBuffer values) {
    float[] block = new float[HostView.BLOCK];
    float[] squares = new float[HostView.BLOCK];
    double sum = 0;
    int blocks = 0;
    for (int from = 0; from < values.capacity(); from += HostView.BLOCK) {
      int n = Math.min(HostView.BLOCK, values.capacity() - from);
      values.get(from, block, 0, n);
      addSquares(block, squares, n);
      if (++blocks % FLUSH == 0) {
        sum += drain(squares);
      }
    }
    return sum + drain(squares);
  }

  private static void addSquares(float[] x, float[] squares, int n) {
    for (int i = 0; i < n; i++) {
      squares[i] += x[i] * x[i];
    }
  }

  private static double drain(float[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      values[i] = 0;
    }
    return sum;
  }
}
