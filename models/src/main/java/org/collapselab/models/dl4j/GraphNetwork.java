package org.collapselab.models.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.models.Activation;
import org.collapselab.models.Batch;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.LearningRate;
import org.collapselab.models.Network;
import org.collapselab.models.TrainingSpec;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.util.ModelSerializer;
import org.ejml.data.DMatrixRMaj;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link Network} run by a Deeplearning4j computation graph. */
public final class GraphNetwork implements Network {
  private final ComputationGraph graph;
  private final List<LayerInfo> layers;
  private final LearningRate learningRate;
  private final DataType type;
  private final Map<String, Tap> taps = new LinkedHashMap<>();

  private record Tap(String vertex, int dimension) {}

  /**
   * @param graph an initialised graph whose vertices are named as {@link MlpGraph} names them
   * @param layers its weight matrices, input to output
   */
  public GraphNetwork(ComputationGraph graph, List<LayerInfo> layers, TrainingSpec training) {
    this.graph = graph;
    this.layers = List.copyOf(layers);
    this.learningRate = training.optimizer().learningRate();
    this.type = MlpGraph.dataType(training.precision());
    for (LayerInfo layer : layers) {
      taps.put(layer.preTap(), new Tap(layer.name(), layer.outputs()));
      if (layer.activation() != Activation.LINEAR) {
        String vertex = MlpGraph.activationVertex(layer.name());
        taps.put(layer.postTap(), new Tap(vertex, layer.outputs()));
      }
    }
  }

  @Override
  public List<LayerInfo> layers() {
    return layers;
  }

  @Override
  public List<String> taps() {
    return List.copyOf(taps.keySet());
  }

  @Override
  public int tapDimension(String tap) {
    return tap(tap).dimension();
  }

  @Override
  public String logitsTap() {
    return layers.get(layers.size() - 1).preTap();
  }

  @Override
  public String headInputTap() {
    return LayerInfo.feedingHead(layers).postTap();
  }

  @Override
  public double step(Batch batch) {
    try (INDArray x = matrix(batch.rows(), batch.inputs());
        INDArray y = matrix(batch.rows(), batch.targets())) {
      graph.fit(new INDArray[] {x}, new INDArray[] {y});
    }
    return graph.score();
  }

  @Override
  public long steps() {
    return graph.getIterationCount();
  }

  @Override
  public double learningRate() {
    return learningRate.at(steps());
  }

  @Override
  public Map<String, double[]> activations(float[] inputs, int rows, Collection<String> wanted) {
    Map<String, double[]> copies = new LinkedHashMap<>();
    Map<String, INDArray> computed = Map.of();
    try (INDArray x = matrix(rows, inputs)) {
      try {
        computed = graph.feedForward(x, false);
        for (String tap : wanted) {
          copies.put(tap, HostCopy.rowMajor(computed.get(tap(tap).vertex())));
        }
      } finally {
        // Left to the garbage collector these pile up off-heap by the gigabyte.
        computed.values().stream().filter(a -> a != x && a.closeable()).forEach(INDArray::close);
      }
    }
    return copies;
  }

  @Override
  public DMatrixRMaj weights(String layer) {
    INDArray w = graph.getLayer(layer).getParam(DefaultParamInitializer.WEIGHT_KEY);
    // Stored d_in×d_out in column-major order, which is d_out×d_in row by row.
    DMatrixRMaj matrix = new DMatrixRMaj((int) w.size(1), (int) w.size(0));
    matrix.data = HostCopy.rowMajor(w.transpose());
    return matrix;
  }

  @Override
  public double[] biases(String layer) {
    INDArray b = graph.getLayer(layer).getParam(DefaultParamInitializer.BIAS_KEY);
    return b == null ? new double[0] : HostCopy.rowMajor(b);
  }

  @Override
  public String parameterHash() {
    double[] values = HostCopy.rowMajor(graph.params());
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
    bytes.asDoubleBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JRE has SHA-256", e);
    }
  }

  @Override
  public void save(Path file) {
    try {
      ModelSerializer.writeModel(graph, file.toFile(), true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save the network to " + file, e);
    }
  }

  @Override
  public void close() {
    graph.close();
  }

  private Tap tap(String name) {
    Tap tap = taps.get(name);
    if (tap == null) {
      throw new IllegalArgumentException(
          "no tap named " + name + "; this network has " + new ArrayList<>(taps.keySet()));
    }
    return tap;
  }

  private INDArray matrix(int rows, float[] values) {
    long[] shape = {rows, values.length / rows};
    INDArray floats = Nd4j.create(values, shape, 'c');
    if (type == DataType.FLOAT) {
      return floats;
    }
    try (floats) {
      return floats.castTo(type);
    }
  }
}
