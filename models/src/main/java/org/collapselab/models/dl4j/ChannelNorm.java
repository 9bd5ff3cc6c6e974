package org.collapselab.models.dl4j;

import org.collapselab.theory.parallel.Workers;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The arithmetic of batch norm on arrays whose last axis is the channel. */
interface ChannelNorm {

  /** Σ of the loss's slope in γ and β over the batch, per channel. */
  record Gradients(double[] gamma, double[] beta) {}

  /** The fast implementation where possible, otherwise the engine's. */
  static ChannelNorm forType(DataType type, int channels) {
    return HostView.isPossible(type) ? new HostNorm(channels) : new EngineNorm();
  }

  /** From now on these threads do the work, where it can be cut into pieces. */
  default void use(Workers workers) {}

  /** Computes mean and biased variance of a batch. */
  void measure(INDArray x);

  /** Uses a given mean and variance. */
  void use(double[] mean, double[] variance);

  /** Mean per channel. */
  double[] mean();

  /** Biased variance per channel. */
  double[] variance();

  /** y ← γ(x − μ)/√(v + ε) + β. */
  void normalise(INDArray x, INDArray y, double[] gamma, double[] beta);

  /** Writes the slope in x into {@code below}; μ and v must be those of x. */
  Gradients backward(INDArray x, INDArray epsilon, INDArray below, double[] gamma);
}
