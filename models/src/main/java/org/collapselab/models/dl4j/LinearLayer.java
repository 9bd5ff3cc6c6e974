package org.collapselab.models.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Warmup;
import org.collapselab.theory.parallel.Workers;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * z = xW + b without activation, W stored d_in×d_out. Unlike the stock dense layer it keeps
 * column-major activations (no copy after each product), does not repeat the forward product in the
 * backward pass, and leaves out the input gradient where nothing below needs it.
 */
public final class LinearLayer extends DenseLayer {
  private boolean inputGradient = true;

  /** For deserialisation. */
  public LinearLayer() {}

  static LinearLayer of(LayerInfo info, Warmup warmup, boolean inputGradient) {
    LinearLayer layer = new LinearLayer();
    layer.setNIn(info.inputs());
    layer.setNOut(info.outputs());
    layer.setHasBias(info.bias());
    layer.setActivationFn(new ActivationIdentity());
    layer.setBiasInit(0);
    layer.setRegularization(penalties(info, warmup));
    layer.inputGradient = inputGradient;
    return layer;
  }

  static List<Regularization> penalties(LayerInfo info, Warmup warmup) {
    List<Regularization> penalties = new ArrayList<>();
    if (info.l2() > 0) {
      penalties.add(new WeightPenalty(info.l2(), warmup));
    }
    if (info.decoupledWeightDecay() > 0) {
      penalties.add(new WeightDecay(info.decoupledWeightDecay(), true));
    }
    return penalties;
  }

  /** Whether the backward pass computes the gradient with respect to the input. */
  public boolean isInputGradient() {
    return inputGradient;
  }

  /** For deserialisation. */
  public void setInputGradient(boolean inputGradient) {
    this.inputGradient = inputGradient;
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

  private static final class RunningLayer
      extends org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer implements HostLayer {
    private final transient LinearOps ops = new LinearOps();
    private boolean scored = true;

    RunningLayer(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    @Override
    public void use(Workers workers) {
      ops.use(workers);
    }

    @Override
    public void leavePenalties() {
      scored = false;
    }

    @Override
    public double calcRegularizationScore(boolean backpropParamsOnly) {
      return scored ? super.calcRegularizationScore(backpropParamsOnly) : 0;
    }

    private INDArray weights() {
      return getParam(DefaultParamInitializer.WEIGHT_KEY);
    }

    private static INDArray columnMajor(
        ArrayType where, INDArray like, long columns, LayerWorkspaceMgr ws) {
      return ws.createUninitialized(
          where, like.dataType(), new long[] {like.size(0), columns}, 'f');
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      assertInputSet(false);
      INDArray w = weights();
      INDArray z = columnMajor(ArrayType.ACTIVATIONS, input, w.size(1), workspaces);
      ops.forward(input, w, hasBias() ? getParam(DefaultParamInitializer.BIAS_KEY) : null, z);
      return z;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr ws) {
      assertInputSet(true);
      INDArray byWeight = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
      INDArray byBias = hasBias() ? gradientViews.get(DefaultParamInitializer.BIAS_KEY) : null;
      ops.parameterGradients(input, epsilon, byWeight, byBias);
      Gradient gradient = new DefaultGradient();
      if (byBias != null) {
        gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, byBias);
      }
      gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, byWeight);
      if (!((LinearLayer) layerConf()).isInputGradient()) {
        return new Pair<>(gradient, null);
      }
      INDArray w = weights();
      INDArray below = columnMajor(ArrayType.ACTIVATION_GRAD, epsilon, w.size(0), ws);
      ops.inputGradient(epsilon, w, below);
      return new Pair<>(gradient, below);
    }
  }
}
