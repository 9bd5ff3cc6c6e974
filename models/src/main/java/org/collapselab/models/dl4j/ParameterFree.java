package org.collapselab.models.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The wiring that the engine asks of every layer without parameters. */
final class ParameterFree {
  private ParameterFree() {}

  static ActivationLayer wire(
      ActivationLayer layer,
      org.deeplearning4j.nn.conf.layers.ActivationLayer declared,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(declared.initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }
}
