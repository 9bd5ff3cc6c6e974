package org.collapselab.models.dl4j;

import java.util.Collection;
import org.collapselab.models.Warmup;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Identity on H_1 that adds λ_H/2·‖H_1‖_F² to the objective, the sum running over all N training
 * samples. A mini-batch of B estimates it without bias by λ_H/2 · N/B · Σ_batch ‖h_i‖². λ_H is
 * multiplied by the {@link Warmup#share} of the step.
 */
public final class FeaturePenaltyLayer extends ActivationLayer {
  private final double lambda;
  private final long samples;
  private final Warmup warmup;

  /**
   * @param lambda λ_H > 0
   * @param samples N
   * @param freeSteps steps without penalty
   * @param risingSteps steps over which λ_H rises to its value
   */
  public FeaturePenaltyLayer(
      @JsonProperty("lambda") double lambda,
      @JsonProperty("samples") long samples,
      @JsonProperty("freeSteps") long freeSteps,
      @JsonProperty("risingSteps") long risingSteps) {
    super(new ActivationIdentity());
    this.lambda = lambda;
    this.samples = samples;
    this.warmup = new Warmup(freeSteps, risingSteps);
  }

  /** λ_H. */
  public double getLambda() {
    return lambda;
  }

  /** N. */
  public long getSamples() {
    return samples;
  }

  /** Steps without penalty. */
  public long getFreeSteps() {
    return warmup.freeSteps();
  }

  /** Steps over which λ_H rises to its value. */
  public long getRisingSteps() {
    return warmup.risingSteps();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return Wiring.wire(
        new RunningLayer(conf, type), this, conf, listeners, index, parameters, initialize);
  }

  private static final class RunningLayer extends org.deeplearning4j.nn.layers.ActivationLayer {
    private double penalty;

    RunningLayer(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    private double lambdaTimesSamples() {
      FeaturePenaltyLayer declared = (FeaturePenaltyLayer) layerConf();
      double share = declared.warmup.share(getIterationCount());
      return share * declared.lambda * declared.samples;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      assertInputSet(false);
      double norm = input.norm2Number().doubleValue();
      penalty = 0.5 * lambdaTimesSamples() / input.size(0) * norm * norm;
      return workspaces.dup(ArrayType.ACTIVATIONS, input, input.ordering());
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr ws) {
      assertInputSet(true);
      // Epsilons are sums over the batch here; the updater divides by B afterwards.
      INDArray delta = ws.dup(ArrayType.ACTIVATION_GRAD, input, input.ordering());
      return new Pair<>(new DefaultGradient(), delta.muli(lambdaTimesSamples()).addi(epsilon));
    }

    @Override
    public double calcRegularizationScore(boolean backpropParamsOnly) {
      return penalty;
    }
  }
}
