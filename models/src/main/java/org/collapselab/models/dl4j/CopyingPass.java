package org.collapselab.models.dl4j;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.BiConsumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A forward pass in inference mode through a network that others have built. Every vertex works on
 * copies: some of the engine's layers overwrite their input, and with it the output of another
 * vertex.
 */
final class CopyingPass {
  private CopyingPass() {}

  /**
   * @param visitor receives every vertex, inputs included, with its activation, which is closed
   *     after the pass
   */
  static void run(ComputationGraph graph, INDArray input, BiConsumer<String, INDArray> visitor) {
    Set<INDArray> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    INDArray[] activations = new INDArray[graph.getVertices().length];
    try {
      graph.setInput(0, input); // preprocessors get the size of the batch from the graph
      for (int index : graph.topologicalSortOrder()) {
        GraphVertex vertex = graph.getVertices()[index];
        activations[index] = vertex.isInputVertex() ? input : forward(vertex, activations, arrays);
        arrays.add(activations[index]);
        visitor.accept(vertex.getVertexName(), activations[index]);
      }
    } finally {
      graph.clear();
      arrays.remove(input);
      arrays.stream().filter(INDArray::closeable).forEach(INDArray::close);
    }
  }

  private static INDArray forward(
      GraphVertex vertex, INDArray[] activations, Set<INDArray> arrays) {
    LayerWorkspaceMgr detached = LayerWorkspaceMgr.noWorkspaces();
    VertexIndices[] from = vertex.getInputVertices();
    try {
      for (int i = 0; i < from.length; i++) {
        INDArray copy = activations[from[i].getVertexIndex()].dup();
        arrays.add(copy);
        vertex.setInput(i, copy, detached);
      }
      return vertex.doForward(false, detached);
    } finally {
      vertex.clear();
    }
  }
}
