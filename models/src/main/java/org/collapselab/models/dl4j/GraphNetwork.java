package org.collapselab.models.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.models.Architecture;
import org.collapselab.models.Batch;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.LearningRate;
import org.collapselab.models.NativeLimit;
import org.collapselab.models.Network;
import org.collapselab.models.NetworkState;
import org.collapselab.models.ParameterSpan;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.parallel.Workers;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.util.ModelSerializer;
import org.ejml.data.DMatrixRMaj;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Network} run by a Deeplearning4j computation graph. */
public final class GraphNetwork implements Network {
  private final ComputationGraph graph;
  private final List<LayerInfo> layers;
  private final LearningRate learningRate;
  private final DataType type;
  private final Map<String, Integer> taps;
  private final Architecture architecture;
  private final Optional<HostStep> update;

  /**
   * @param graph an initialised graph whose vertices are named as {@link MlpGraph} and {@link
   *     ResNetGraph} name them
   * @param workers do the work of its layers
   */
  public GraphNetwork(
      ComputationGraph graph, Architecture architecture, TrainingSpec training, Workers workers) {
    this.graph = graph;
    Stream.concat(Arrays.stream(graph.getLayers()), Arrays.stream(graph.getVertices()))
        .filter(HostLayer.class::isInstance)
        .forEach(part -> ((HostLayer) part).use(workers));
    this.update =
        HostStep.isPossible(graph) ? Optional.of(HostStep.of(graph, workers)) : Optional.empty();
    this.architecture = architecture;
    this.layers = List.copyOf(architecture.layers(training.penalties()));
    this.learningRate = training.optimizer().learningRate();
    this.type = GraphAssembly.dataType(training.precision());
    this.taps = architecture.taps();
  }

  @Override
  public List<LayerInfo> layers() {
    return layers;
  }

  @Override
  public long parameters() {
    return architecture.parameters();
  }

  @Override
  public List<String> taps() {
    return List.copyOf(taps.keySet());
  }

  @Override
  public int tapDimension(String tap) {
    Integer dimension = taps.get(tap);
    if (dimension == null) {
      throw new IllegalArgumentException(
          "no tap named " + tap + "; this network has " + taps.keySet());
    }
    return dimension;
  }

  @Override
  public String logitsTap() {
    return layers.get(layers.size() - 1).preTap();
  }

  @Override
  public String headInputTap() {
    return architecture.headInputTap();
  }

  @Override
  public double step(Batch batch) {
    try (INDArray x = inputs(batch.rows(), batch.inputs());
        INDArray y = array(batch.targets(), batch.rows(), batch.targets().length / batch.rows())) {
      double objective = update.isPresent() ? step(x, y, update.get()) : engineStep(x, y);
      NativeLimit.check();
      return objective;
    }
  }

  private double step(INDArray x, INDArray y, HostStep step) {
    graph.setInputs(x);
    graph.setLabels(y);
    graph.computeGradientAndScore();
    double fit = graph.score();
    double penalties = step.take((int) x.size(0));
    graph.clearLayersStates();
    graph.clear();
    return fit + penalties;
  }

  private double engineStep(INDArray x, INDArray y) {
    graph.fit(new INDArray[] {x}, new INDArray[] {y});
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
    Map<String, List<TapPlace>> places =
        wanted.stream().map(this::place).collect(Collectors.groupingBy(TapPlace::vertex));
    Map<String, double[]> copies = new LinkedHashMap<>();
    wanted.forEach(tap -> copies.put(tap, new double[0])); // in the order asked for
    try (INDArray x = inputs(rows, inputs)) {
      InferencePass.run(
          graph,
          x,
          places.keySet(),
          (vertex, array) -> {
            for (TapPlace place : places.get(vertex)) {
              copies.put(place.tap(), place.read(array));
            }
          });
    }
    NativeLimit.check();
    return copies;
  }

  private TapPlace place(String tap) {
    tapDimension(tap);
    return TapPlace.of(tap);
  }

  @Override
  public DMatrixRMaj weights(String layer) {
    INDArray w = graph.getLayer(layer).getParam(DefaultParamInitializer.WEIGHT_KEY);
    if (w.rank() == 4) {
      DMatrixRMaj matrix = new DMatrixRMaj((int) w.size(0), (int) (w.length() / w.size(0)));
      matrix.data = HostCopy.rowMajor(w);
      return matrix;
    }
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
  public List<ParameterSpan> parameterSpans() {
    return GraphState.spans(graph);
  }

  @Override
  public NetworkState state() {
    return GraphState.of(graph);
  }

  @Override
  public void restore(NetworkState state) {
    GraphState.restore(graph, state);
  }

  @Override
  public String savedAs() {
    return "zip";
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

  private INDArray inputs(int rows, float[] values) {
    if (!(architecture instanceof ResNetSpec images)) {
      return array(values, rows, values.length / rows);
    }
    int pixels = images.height() * images.width();
    float[] turned = HostCopy.channelsLast(values, images.channels(), pixels);
    return array(turned, rows, images.height(), images.width(), images.channels());
  }

  private INDArray array(float[] values, long... shape) {
    INDArray floats = HostView.copyOf(values, shape);
    if (type == DataType.FLOAT) {
      return floats;
    }
    try (floats) {
      return floats.castTo(type);
    }
  }
}
