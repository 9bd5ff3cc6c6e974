package org.collapselab.models.dl4j;

import java.util.Collection;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Warmup;
import org.collapselab.theory.parallel.Workers;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A k×k convolution without bias on N×H×W×C arrays, padded such that stride 1 keeps height and
 * width. Weights are d_out×d_in×k×k. Unlike the stock layer it calls the operations that oneDNN
 * implements, and does not repeat the forward product in the backward pass.
 */
public final class ConvolutionLayer extends org.deeplearning4j.nn.conf.layers.ConvolutionLayer {
  private boolean inputGradient = true;

  /** For deserialisation. */
  public ConvolutionLayer() {}

  static ConvolutionLayer of(
      LayerInfo info, int kernel, int stride, Warmup warmup, boolean inputGradient) {
    ConvolutionLayer layer = new ConvolutionLayer();
    layer.setNIn(info.inputs() / (kernel * kernel));
    layer.setNOut(info.outputs());
    layer.setKernelSize(new int[] {kernel, kernel});
    layer.setStride(new int[] {stride, stride});
    layer.setPadding(new int[] {kernel / 2, kernel / 2});
    layer.setHasBias(false);
    layer.setCnn2dDataFormat(CNN2DFormat.NHWC);
    layer.setActivationFn(new ActivationIdentity());
    layer.setRegularization(LinearLayer.penalties(info, warmup));
    layer.inputGradient = inputGradient;
    return layer;
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
      extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer implements HostLayer {
    private final transient ConvolutionOps ops;
    private boolean scored = true;

    RunningLayer(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
      ops = new ConvolutionOps(layerConf().getKernelSize()[0], layerConf().getStride()[0]);
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

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      assertInputSet(false);
      INDArray w = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
      long[] shape = {input.size(0), out(input.size(1)), out(input.size(2)), w.size(0)};
      INDArray z = workspaces.createUninitialized(ArrayType.ACTIVATIONS, w.dataType(), shape, 'c');
      ops.forward(input, w, z);
      return z;
    }

    private long out(long size) {
      return (size - 1) / layerConf().getStride()[0] + 1;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr ws) {
      assertInputSet(true);
      boolean handsDown = ((ConvolutionLayer) layerConf()).isInputGradient();
      ArrayType where = handsDown ? ArrayType.ACTIVATION_GRAD : ArrayType.BP_WORKING_MEM;
      INDArray below = ws.createUninitialized(where, input.dataType(), input.shape(), 'c');
      INDArray weightGradient = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
      INDArray w = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
      INDArray parts =
          ws.createUninitialized(ArrayType.BP_WORKING_MEM, w.dataType(), ops.parts(input, w), 'c');
      ops.backward(input, w, epsilon, below, parts, weightGradient);
      Gradient gradient = new DefaultGradient();
      gradient.gradientForVariable().put(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient);
      return new Pair<>(gradient, handsDown ? below : null);
    }
  }
}
