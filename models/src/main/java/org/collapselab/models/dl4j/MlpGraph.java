package org.collapselab.models.dl4j;

import java.util.List;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.TrainingSpec;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Lays an MLP out as a graph: {@code fc1 → fc1.relu → … → fcM → loss}, with a penalty vertex on H_1
 * if λ_H &gt; 0. Every product and every activation is a vertex of its own, so that each can be
 * tapped.
 */
public final class MlpGraph {
  private MlpGraph() {}

  /** A graph with He-initialised weights. */
  public static ComputationGraph build(MlpSpec model, TrainingSpec training) {
    List<LayerInfo> layers = model.layers(training.penalties());
    GraphAssembly graph = new GraphAssembly(training);
    String logits = graph.addDense(layers, GraphAssembly.INPUT);
    return graph.finish(logits, model.outputs(), layers, model.initGain());
  }
}
