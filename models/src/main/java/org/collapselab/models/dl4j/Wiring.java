package org.collapselab.models.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The wiring that the engine asks of every layer. */
final class Wiring {
  private Wiring() {}

  /** Connects a running layer with its declaration, parameters and listeners. */
  static Layer wire(
      Layer layer,
      org.deeplearning4j.nn.conf.layers.Layer declared,
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
