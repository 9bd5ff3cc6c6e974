package org.collapselab.models.dl4j;

import java.util.Collection;
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
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Option A of He et al. 2016 on N×H×W×C arrays: every stride-th row and column, the further
 * channels being zero.
 */
public final class SubsampleLayer extends ActivationLayer {
  private final int stride;
  private final int channels;

  /**
   * @param stride 1 or 2
   * @param channels of the output, as many as the input has or more
   */
  public SubsampleLayer(
      @JsonProperty("stride") int stride, @JsonProperty("channels") int channels) {
    super(new ActivationIdentity());
    this.stride = stride;
    this.channels = channels;
  }

  /** Distance of the rows and columns that are kept. */
  public int getStride() {
    return stride;
  }

  /** Channels of the output. */
  public int getChannels() {
    return channels;
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
    RunningLayer(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      assertInputSet(false);
      SubsampleLayer declared = (SubsampleLayer) layerConf();
      INDArray kept = kept(input);
      long[] shape = kept.shape().clone();
      shape[3] = declared.channels;
      INDArray out = workspaces.create(ArrayType.ACTIVATIONS, input.dataType(), shape, 'c');
      oldChannels(out).assign(kept);
      return out;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr ws) {
      assertInputSet(true);
      INDArray below = ws.create(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
      kept(below).assign(oldChannels(epsilon));
      return new Pair<>(new DefaultGradient(), below);
    }

    private INDArray kept(INDArray x) {
      int stride = ((SubsampleLayer) layerConf()).stride;
      INDArrayIndex all = NDArrayIndex.all();
      return x.get(
          all,
          NDArrayIndex.interval(0, stride, x.size(1)),
          NDArrayIndex.interval(0, stride, x.size(2)),
          all);
    }

    private INDArray oldChannels(INDArray x) {
      INDArrayIndex all = NDArrayIndex.all();
      return x.get(all, all, all, NDArrayIndex.interval(0, input.size(3)));
    }
  }
}
