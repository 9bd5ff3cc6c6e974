package org.collapselab.models.dl4j;

import java.util.Objects;
import org.collapselab.models.Warmup;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** λ/2‖W‖_F² and its gradient λW, with λ multiplied by the {@link Warmup#share} of the step. */
public final class WeightPenalty implements Regularization {
  private static final int FLUSH = 64; // blocks summed in FP32 before FP64 takes over

  private final double lambda;
  private final Warmup warmup;

  /**
   * @param lambda λ > 0
   * @param freeSteps steps without penalty
   * @param risingSteps steps over which λ rises to its value
   */
  public WeightPenalty(
      @JsonProperty("lambda") double lambda,
      @JsonProperty("freeSteps") long freeSteps,
      @JsonProperty("risingSteps") long risingSteps) {
    this(lambda, new Warmup(freeSteps, risingSteps));
  }

  WeightPenalty(double lambda, Warmup warmup) {
    this.lambda = lambda;
    this.warmup = warmup;
  }

  /** λ. */
  public double getLambda() {
    return lambda;
  }

  /** Steps without penalty. */
  public long getFreeSteps() {
    return warmup.freeSteps();
  }

  /** Steps over which λ rises to its value. */
  public long getRisingSteps() {
    return warmup.risingSteps();
  }

  /** λ times the share of the warm-up. */
  double lambdaAt(int iteration) {
    return lambda * warmup.share(iteration);
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
    double norm = w.norm2Number().doubleValue();
    return lambdaAt(iteration) / 2 * norm * norm;
  }

  @Override
  public WeightPenalty clone() {
    return new WeightPenalty(lambda, warmup);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightPenalty p && p.lambda == lambda && p.warmup.equals(warmup);
  }

  @Override
  public int hashCode() {
    return Objects.hash(lambda, warmup);
  }
}
