package org.collapselab.models.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Warmup;
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
import org.nd4j.linalg.factory.Nd4j;
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
      extends org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer {
    RunningLayer(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      assertInputSet(false);
      INDArray w = getParam(DefaultParamInitializer.WEIGHT_KEY);
      INDArray z =
          workspaces.createUninitialized(
              ArrayType.ACTIVATIONS, w.dataType(), new long[] {input.size(0), w.size(1)}, 'f');
      Nd4j.gemm(input, w, z, false, false, 1.0, 0.0);
      if (hasBias()) {
        z.addiRowVector(getParam(DefaultParamInitializer.BIAS_KEY));
      }
      return z;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr ws) {
      assertInputSet(true);
      Gradient gradient = new DefaultGradient();
      if (hasBias()) {
        INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
        sumRows(epsilon, biasGradient, ws);
        gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, biasGradient);
      }
      INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
      Nd4j.gemm(input, epsilon, weightGradient, true, false, 1.0, 0.0);
      gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
      return new Pair<>(gradient, inputGradient(epsilon, ws));
    }

    /** As a product with ones, which is faster than the engine's own sum. */
    private static void sumRows(INDArray x, INDArray sums, LayerWorkspaceMgr ws) {
      long[] shape = {1, x.size(0)};
      INDArray ones = ws.createUninitialized(ArrayType.BP_WORKING_MEM, x.dataType(), shape, 'f');
      Nd4j.gemm(ones.assign(1), x, sums.reshape('f', 1, x.size(1)), false, false, 1.0, 0.0);
    }

    private INDArray inputGradient(INDArray epsilon, LayerWorkspaceMgr ws) {
      if (!((LinearLayer) layerConf()).isInputGradient()) {
        return null;
      }
      INDArray w = getParam(DefaultParamInitializer.WEIGHT_KEY);
      INDArray below =
          ws.createUninitialized(
              ArrayType.ACTIVATION_GRAD, w.dataType(), new long[] {input.size(0), w.size(0)}, 'f');
      return Nd4j.gemm(epsilon, w, below, false, true, 1.0, 0.0);
    }
  }
}
