package org.collapselab.models.dl4j;

import java.util.List;
import java.util.Random;
import org.collapselab.models.LayerInfo;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * W_ij ~ N(0, gain²·2/d_in), biases 0 (He et al. 2015). Drawn on the host from the run's seed, so
 * that a network starts the same on every backend and thread count.
 */
final class HeInitialisation {
  private HeInitialisation() {}

  static void apply(ComputationGraph network, List<LayerInfo> layers, double gain, long seed) {
    Random random = new Random(seed);
    for (LayerInfo layer : layers) {
      double deviation = gain * Math.sqrt(2.0 / layer.inputs());
      double[] values = new double[layer.inputs() * layer.outputs()];
      for (int i = 0; i < values.length; i++) {
        values[i] = deviation * random.nextGaussian();
      }
      INDArray w = network.getLayer(layer.name()).getParam(DefaultParamInitializer.WEIGHT_KEY);
      try (INDArray drawn = Nd4j.create(values, w.shape(), 'c')) {
        w.assign(drawn);
      }
    }
  }
}
