package org.collapselab.models.dl4j;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.collapselab.models.FeatureModel;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that somebody saved with Deeplearning4j. Each vertex has one tap, its output, {@code
 * name:post}, flattened; {@code :} and {@code *} and blanks in names become {@code _}.
 */
public final class ImportedGraph implements FeatureModel {
  private static final String SIDE = ":post";
  private static final String WEIGHTS = "W"; // as every layer of the engine calls its matrix

  private final ComputationGraph graph;
  private final int[] imageShape; // C, H, W
  private final Map<String, Integer> dimensions = new LinkedHashMap<>();

  private ImportedGraph(ComputationGraph graph, int channels, int height, int width) {
    this.graph = graph;
    this.imageShape = new int[] {channels, height, width};
    List<String> taps =
        Arrays.stream(graph.topologicalSortOrder())
            .mapToObj(index -> graph.getVertices()[index])
            .filter(vertex -> !vertex.isInputVertex())
            .map(vertex -> tap(vertex.getVertexName()))
            .toList();
    pass(new float[channels * height * width], 1, taps)
        .forEach((tap, values) -> dimensions.put(tap, values.length));
  }

  private static String tap(String vertex) {
    return vertex.replaceAll("[:*\\s]", "_") + SIDE;
  }

  /**
   * Opens a model file, which must come from a trusted source.
   *
   * @throws UncheckedIOException if it cannot be read or is no such file, naming it
   * @throws IllegalArgumentException if the network does not take samples of this shape
   */
  public static ImportedGraph open(Path file, int channels, int height, int width) {
    try {
      ComputationGraph graph = load(file.toFile());
      if (graph.getNumInputArrays() != 1 || graph.getNumOutputArrays() != 1) {
        throw new IllegalArgumentException(
            "%s has %d inputs and %d outputs; expected one of each"
                .formatted(file, graph.getNumInputArrays(), graph.getNumOutputArrays()));
      }
      return new ImportedGraph(graph, channels, height, width);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is not a model of Deeplearning4j (%s)".formatted(file, e.getMessage()), e);
    }
  }

  private static ComputationGraph load(File file) throws IOException {
    String configuration = configuration(file);
    try {
      return configuration.contains("\"vertices\"")
          ? ModelSerializer.restoreComputationGraph(file, false)
          : ModelSerializer.restoreMultiLayerNetwork(file, false).toComputationGraph();
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String configuration(File file) throws IOException {
    try (ZipFile zip = new ZipFile(file)) {
      ZipEntry entry = zip.getEntry(ModelSerializer.CONFIGURATION_JSON);
      if (entry == null) {
        throw new IOException("it has no " + ModelSerializer.CONFIGURATION_JSON);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Override
  public List<String> taps() {
    return List.copyOf(dimensions.keySet());
  }

  @Override
  public int tapDimension(String tap) {
    Integer dimension = dimensions.get(tap);
    if (dimension == null) {
      throw new IllegalArgumentException(
          "no tap named " + tap + "; this network has " + dimensions.keySet());
    }
    return dimension;
  }

  /** The output; where it ends in a softmax these are probabilities, whose order is the same. */
  @Override
  public String logitsTap() {
    return tap(graph.getConfiguration().getNetworkOutputs().get(0));
  }

  @Override
  public Optional<String> lastWeightInput() {
    GraphVertex last = null;
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      Map<String, INDArray> parameters = vertex.hasLayer() ? vertex.paramTable(true) : Map.of();
      boolean hasWeights = parameters != null && parameters.containsKey(WEIGHTS);
      last = hasWeights ? vertex : last;
    }
    if (last == null) {
      return Optional.empty();
    }
    GraphVertex from = graph.getVertices()[last.getInputVertices()[0].getVertexIndex()];
    return from.isInputVertex() ? Optional.empty() : Optional.of(tap(from.getVertexName()));
  }

  @Override
  public long steps() {
    return graph.getIterationCount();
  }

  @Override
  public Map<String, double[]> activations(float[] inputs, int rows, Collection<String> taps) {
    taps.forEach(this::tapDimension);
    return pass(inputs, rows, taps);
  }

  private Map<String, double[]> pass(float[] inputs, int rows, Collection<String> taps) {
    Map<String, double[]> copies = new LinkedHashMap<>();
    taps.forEach(tap -> copies.put(tap, new double[0])); // in the order asked for
    try (INDArray input = input(inputs, rows)) {
      CopyingPass.run(
          graph,
          input,
          (vertex, activation) ->
              copies.computeIfPresent(tap(vertex), (tap, none) -> HostCopy.rowMajor(activation)));
    }
    return copies;
  }

  private INDArray input(float[] values, int rows) {
    int channels = imageShape[0];
    int pixels = imageShape[1] * imageShape[2];
    CNN2DFormat format = imageFormat(graph.getVertices());
    if (format == CNN2DFormat.NHWC) {
      float[] turned = HostCopy.channelsLast(values, channels, pixels);
      return array(turned, rows, imageShape[1], imageShape[2], channels);
    }
    return format == CNN2DFormat.NCHW
        ? array(values, rows, channels, imageShape[1], imageShape[2])
        : array(values, rows, values.length / rows);
  }

  private INDArray array(float[] values, long... shape) {
    INDArray floats = HostView.copyOf(values, shape);
    if (floats.dataType() == graph.params().dataType()) {
      return floats;
    }
    try (floats) {
      return floats.castTo(graph.params().dataType());
    }
  }

  /**
   * The layout in which a first convolution without preprocessor reads images; null if samples are
   * flat.
   */
  private static CNN2DFormat imageFormat(GraphVertex[] vertices) {
    return Arrays.stream(vertices)
        .filter(v -> v.isInputVertex())
        .flatMap(v -> Arrays.stream(v.getOutputVertices()))
        .map(to -> vertices[to.getVertexIndex()])
        .filter(v -> v instanceof org.deeplearning4j.nn.graph.vertex.impl.LayerVertex)
        .map(v -> (org.deeplearning4j.nn.graph.vertex.impl.LayerVertex) v)
        .filter(v -> v.getLayerPreProcessor() == null)
        .map(v -> v.getLayer().conf().getLayer())
        .filter(layer -> layer instanceof ConvolutionLayer)
        .map(layer -> ((ConvolutionLayer) layer).getCnn2dDataFormat())
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    graph.close();
  }
}
