package org.collapselab.models.dl4j;

import java.nio.FloatBuffer;
import org.collapselab.theory.parallel.Workers;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sum of two arrays of one shape, such as the end of a residual block. Forward it is one pass
 * in pieces; backward both inputs get the same copy of ε, where the stock vertex makes two.
 */
public final class SumVertex extends GraphVertex {

  @Override
  public SumVertex clone() {
    return new SumVertex();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SumVertex;
  }

  @Override
  public int hashCode() {
    return SumVertex.class.hashCode();
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  public int maxVertexInputs() {
    return 2;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return new RunningVertex(graph, name, index, type);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    return inputs[0];
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(null, SumVertex.class, inputs[0], inputs[0])
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }

  private static final class RunningVertex extends BaseGraphVertex implements HostLayer {
    private transient Workers workers = Workers.alone();

    RunningVertex(ComputationGraph graph, String name, int index, DataType type) {
      super(graph, name, index, null, null, type);
    }

    @Override
    public void use(Workers threads) {
      workers = threads;
    }

    @Override
    public boolean hasLayer() {
      return false;
    }

    @Override
    public Layer getLayer() {
      return null;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
      INDArray a = inputs[0];
      INDArray b = inputs[1];
      INDArray sum =
          workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, a.shape(), a.ordering());
      if (HostView.isPossible(a, b) && HostView.isPossible(a, sum)) {
        add(HostView.floats(a), HostView.floats(b), HostView.floats(sum));
      } else {
        a.addi(b, sum);
      }
      return sum;
    }

    private void add(FloatBuffer a, FloatBuffer b, FloatBuffer sum) {
      Pieces pieces = Pieces.ofBlocks(a.capacity(), HostView.BLOCK);
      workers.run(
          pieces.count(),
          piece -> {
            float[] x = new float[HostView.BLOCK];
            float[] y = new float[HostView.BLOCK];
            pieces.blocks(
                piece,
                (from, n) -> {
                  a.get(from, x, 0, n);
                  b.get(from, y, 0, n);
                  addTo(x, y, n);
                  sum.put(from, x, 0, n);
                });
          });
    }

    private static void addTo(float[] x, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        x[i] += y[i];
      }
    }

    /**
     * Both branches may share an array: the engine adds to the shortcut's only once the other
     * branch, which comes first on the way back, has used its own.
     */
    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
      INDArray copy = workspaces.dup(ArrayType.ACTIVATION_GRAD, epsilon, epsilon.ordering());
      return new Pair<>(null, new INDArray[] {copy, copy});
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray gradients) {
      if (gradients != null) {
        throw new IllegalArgumentException("a sum has no parameters");
      }
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(
        INDArray[] masks, MaskState current, int batch) {
      return null;
    }

    @Override
    public String toString() {
      return "SumVertex(" + getVertexName() + ")";
    }
  }
}
