package org.collapselab.models.dl4j;

import java.util.Collection;
import org.collapselab.theory.parallel.Workers;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch normalisation of the channels of N×H×W×C arrays (Ioffe, Szegedy 2015, arXiv 1502.03167): y
 * = γ(x − μ)/√(v + 10⁻⁵) + β with the mean μ and variance v of the batch. In inference these are
 * running ones, which each step moves a tenth of the way to the batch's; the running variance takes
 * the unbiased estimate v·M/(M − 1), M = N·H·W.
 */
public final class BatchNormLayer extends BatchNormalization {
  static final double EPSILON = 1e-5;
  private static final double DECAY = 0.9;

  /** For deserialisation. */
  public BatchNormLayer() {}

  static BatchNormLayer of(int channels) {
    BatchNormLayer layer = new BatchNormLayer();
    layer.setNIn(channels);
    layer.setNOut(channels);
    layer.setEps(EPSILON);
    layer.setDecay(DECAY);
    layer.setUseLogStd(false);
    layer.setCnn2DFormat(CNN2DFormat.NHWC);
    return layer;
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
      extends org.deeplearning4j.nn.layers.normalization.BatchNormalization implements HostLayer {
    private final transient ChannelNorm norm;

    RunningLayer(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
      norm = ChannelNorm.forType(type, (int) layerConf().getNOut());
    }

    @Override
    public void use(Workers workers) {
      norm.use(workers);
    }

    private double[] values(String parameter) {
      return getParam(parameter).toDoubleVector();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      assertInputSet(false);
      if (training) {
        norm.measure(input);
      } else {
        norm.use(
            values(BatchNormalizationParamInitializer.GLOBAL_MEAN),
            values(BatchNormalizationParamInitializer.GLOBAL_VAR));
      }
      INDArray y =
          workspaces.createUninitialized(
              ArrayType.ACTIVATIONS, input.dataType(), input.shape(), 'c');
      norm.normalise(
          input,
          y,
          values(BatchNormalizationParamInitializer.GAMMA),
          values(BatchNormalizationParamInitializer.BETA));
      return y;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr ws) {
      assertInputSet(true);
      INDArray below =
          ws.createUninitialized(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
      double[] gamma = values(BatchNormalizationParamInitializer.GAMMA);
      ChannelNorm.Gradients gradients = norm.backward(input, epsilon, below, gamma);
      Gradient gradient = new DefaultGradient();
      put(gradient, BatchNormalizationParamInitializer.GAMMA, gradients.gamma());
      put(gradient, BatchNormalizationParamInitializer.BETA, gradients.beta());
      long count = input.length() / input.size(3);
      double[] variance = norm.variance().clone();
      for (int c = 0; c < variance.length; c++) {
        variance[c] *= count / Math.max(1.0, count - 1.0);
      }
      // The engine subtracts these from the running statistics.
      put(
          gradient,
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          drift(norm.mean(), BatchNormalizationParamInitializer.GLOBAL_MEAN));
      put(
          gradient,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          drift(variance, BatchNormalizationParamInitializer.GLOBAL_VAR));
      return new Pair<>(gradient, below);
    }

    private double[] drift(double[] batch, String running) {
      double[] drift = values(running);
      for (int c = 0; c < drift.length; c++) {
        drift[c] = (1 - layerConf().getDecay()) * (drift[c] - batch[c]);
      }
      return drift;
    }

    private void put(Gradient gradient, String parameter, double[] values) {
      INDArray view = gradientViews.get(parameter);
      try (INDArray copy = Nd4j.createFromArray(values)) {
        view.assign(copy.reshape(view.shape()));
      }
      gradient.setGradientFor(parameter, view);
    }
  }
}
