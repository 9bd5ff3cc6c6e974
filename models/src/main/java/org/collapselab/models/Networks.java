package org.collapselab.models;

import org.collapselab.models.dl4j.GraphNetwork;
import org.collapselab.models.dl4j.MlpGraph;
import org.collapselab.models.dl4j.ResNetGraph;

/** Builds networks. */
public final class Networks {
  private Networks() {}

  /** A freshly initialised multilayer perceptron. */
  public static Network mlp(MlpSpec model, TrainingSpec training) {
    return new GraphNetwork(MlpGraph.build(model, training), model, training);
  }

  /** A freshly initialised residual network. */
  public static Network resNet(ResNetSpec model, TrainingSpec training) {
    return new GraphNetwork(ResNetGraph.build(model, training), model, training);
  }
}
