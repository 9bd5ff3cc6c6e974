package org.collapselab.models.dl4j;

import java.util.Collection;
import org.collapselab.theory.parallel.Workers;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * σ(x) = max(x, 0), σ'(0) = 0, always into a new array. The stock activation layer overwrites its
 * input in inference mode, so that the pre-activation read there is the post-activation.
 */
public final class ReluLayer extends ActivationLayer {

  /** With nothing to configure. */
  public ReluLayer() {
    super(new ActivationReLU());
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

  private static final class RunningLayer extends org.deeplearning4j.nn.layers.ActivationLayer
      implements HostLayer {
    private final transient ReluOps ops = new ReluOps();

    RunningLayer(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    @Override
    public void use(Workers workers) {
      ops.use(workers);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      assertInputSet(false);
      INDArray out = like(input, ArrayType.ACTIVATIONS, workspaces);
      ops.forward(input, out);
      return out;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr ws) {
      assertInputSet(true);
      INDArray delta = like(input, ArrayType.ACTIVATION_GRAD, ws);
      ops.backward(input, epsilon, delta);
      return new Pair<>(new DefaultGradient(), delta);
    }

    private static INDArray like(INDArray x, ArrayType where, LayerWorkspaceMgr workspaces) {
      return workspaces.createUninitialized(where, x.dataType(), x.shape(), x.ordering());
    }
  }
}
