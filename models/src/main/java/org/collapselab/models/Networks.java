package org.collapselab.models;

import org.collapselab.models.dl4j.GraphNetwork;
import org.collapselab.models.dl4j.MlpGraph;

/** Builds networks. */
public final class Networks {
  private Networks() {}

  /** A freshly initialised multilayer perceptron. */
  public static Network mlp(MlpSpec model, TrainingSpec training) {
    return new GraphNetwork(
        MlpGraph.build(model, training), model.layers(training.penalties()), training);
  }
}
