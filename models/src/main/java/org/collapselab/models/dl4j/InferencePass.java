package org.collapselab.models.dl4j;

import java.util.Set;
import java.util.function.BiConsumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A forward pass in inference mode that computes only what wanted vertices depend on, and closes
 * every activation once the last vertex has used it. The engine's own passes keep them all, and
 * leave them to the garbage collector.
 */
final class InferencePass {
  private final GraphVertex[] vertices;
  private final int[] order;
  private final Set<String> wanted;
  private final int[] uses; // how many vertices still need the activation
  private final INDArray[] activations;

  private InferencePass(ComputationGraph graph, Set<String> wanted) {
    this.vertices = graph.getVertices();
    this.order = graph.topologicalSortOrder();
    this.wanted = wanted;
    this.uses = new int[vertices.length];
    this.activations = new INDArray[vertices.length];
  }

  /**
   * @param visitor receives each wanted vertex with its activation, which is closed afterwards
   */
  static void run(
      ComputationGraph graph,
      INDArray input,
      Set<String> wanted,
      BiConsumer<String, INDArray> visitor) {
    InferencePass pass = new InferencePass(graph, wanted);
    boolean[] needed = pass.countUses();
    try {
      for (int index : pass.order) {
        if (needed[index]) {
          pass.visit(index, input, visitor);
        }
      }
    } finally {
      for (int i = 0; i < pass.activations.length; i++) {
        pass.close(i, input);
      }
    }
  }

  /** Counts the uses of each activation; returns the vertices that are needed. */
  private boolean[] countUses() {
    boolean[] needed = new boolean[vertices.length];
    for (int i = order.length - 1; i >= 0; i--) {
      GraphVertex vertex = vertices[order[i]];
      needed[order[i]] = uses[order[i]] > 0 || wanted.contains(vertex.getVertexName());
      if (needed[order[i]] && !vertex.isInputVertex()) {
        for (VertexIndices from : vertex.getInputVertices()) {
          uses[from.getVertexIndex()]++;
        }
      }
    }
    return needed;
  }

  private void visit(int index, INDArray input, BiConsumer<String, INDArray> visitor) {
    GraphVertex vertex = vertices[index];
    activations[index] = vertex.isInputVertex() ? input : forward(vertex);
    if (wanted.contains(vertex.getVertexName())) {
      visitor.accept(vertex.getVertexName(), activations[index]);
    }
    if (!vertex.isInputVertex()) {
      for (VertexIndices from : vertex.getInputVertices()) {
        if (--uses[from.getVertexIndex()] == 0) {
          close(from.getVertexIndex(), input);
        }
      }
    }
    if (uses[index] == 0) {
      close(index, input);
    }
  }

  private INDArray forward(GraphVertex vertex) {
    LayerWorkspaceMgr detached = LayerWorkspaceMgr.noWorkspaces();
    VertexIndices[] from = vertex.getInputVertices();
    try {
      for (int i = 0; i < from.length; i++) {
        vertex.setInput(i, activations[from[i].getVertexIndex()], detached);
      }
      return vertex.doForward(false, detached);
    } finally {
      vertex.clear();
    }
  }

  private void close(int index, INDArray input) {
    if (activations[index] != null && activations[index] != input) {
      activations[index].close();
    }
    activations[index] = null;
  }
}
