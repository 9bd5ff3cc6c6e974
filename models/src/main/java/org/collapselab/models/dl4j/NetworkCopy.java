package org.collapselab.models.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collapselab.theory.Loss;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.ejml.data.DMatrixRMaj;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.schedule.FixedSchedule;

/**
 * A copy of a network of Deeplearning4j that somebody else trains, for measuring it meanwhile. Of
 * the network itself only the parameters are read: a pass through its own layers would leave traces
 * in them. Names of layers are those of the network, with {@code :}, {@code *} and blanks as {@code
 * _}; layers without a name are {@code layer0}, {@code layer1} and so on.
 */
@SuppressWarnings("try") // scopes of memory act by being open
public final class NetworkCopy implements AutoCloseable {
  private static final String WEIGHTS = "W"; // as every layer of the engine calls its matrix
  private static final String BIASES = "b";
  private static final String INPUT = "input";

  private final ComputationGraph graph;

  private NetworkCopy(ComputationGraph graph) {
    this.graph = graph;
  }

  /**
   * A matrix that multiplies what enters its layer.
   *
   * @param from the layer whose output enters, or {@link #input}
   * @param dense whether the layer is W·h + b and an activation, and no convolution
   * @param weights d_out×d_in, FP64
   * @param biases d_out values; empty for none
   */
  public record Matrix(
      String layer, String from, boolean dense, DMatrixRMaj weights, double[] biases) {}

  /**
   * The fit that a network is trained with.
   *
   * @param scale how many times the fit as the theory defines it
   */
  public record Fit(Loss loss, double scale) {}

  /**
   * Copies a network with one input and one output.
   *
   * @throws IllegalArgumentException if it is another kind of model
   */
  public static NetworkCopy of(Model model) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      if (model instanceof ComputationGraph of) {
        return copy(of.getConfiguration().clone(), of.params());
      }
      if (model instanceof MultiLayerNetwork of) {
        return copy(chain(of.getLayerWiseConfigurations().clone()), of.params());
      }
    }
    throw new IllegalArgumentException(
        "a %s cannot be measured; expected a MultiLayerNetwork or a ComputationGraph"
            .formatted(model.getClass().getSimpleName()));
  }

  private static NetworkCopy copy(ComputationGraphConfiguration configuration, INDArray params) {
    int inputs = configuration.getNetworkInputs().size();
    int outputs = configuration.getNetworkOutputs().size();
    if (inputs != 1 || outputs != 1) {
      throw new IllegalArgumentException(
          "the network has %d inputs and %d outputs; expected one of each"
              .formatted(inputs, outputs));
    }
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init(params.dup(), false); // with parameters, no random numbers are drawn
    return new NetworkCopy(graph);
  }

  /** The same layers as a graph, whose parameters are in the same order. */
  private static ComputationGraphConfiguration chain(MultiLayerConfiguration layers) {
    ComputationGraphConfiguration.GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .dataType(layers.getDataType())
            .graphBuilder()
            .validateOutputLayerConfig(false)
            .addInputs(INPUT);
    Set<String> taken = new HashSet<>(Set.of(INPUT));
    String last = INPUT;
    for (int i = 0; i < layers.getConfs().size(); i++) {
      var layer = layers.getConf(i).getLayer();
      String given = layer.getLayerName() == null ? "layer" + i : layer.getLayerName();
      String name = taken.add(given) ? given : given + "_" + i;
      graph.addLayer(name, layer, layers.getInputPreProcess(i), last);
      last = name;
    }
    return graph.setOutputs(last).build();
  }

  /** Takes over the parameters that a network has now. */
  public void follow(Model model) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      graph.params().assign(model.params());
    }
  }

  /**
   * Applies the network's constraints on weights, which the engine does after it has reported an
   * iteration.
   */
  public void constrain(int iteration, int epoch) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      graph.applyConstraints(iteration, epoch);
    }
  }

  /** All layers and other vertices, input to output, without the input itself. */
  public List<String> layers() {
    return ordered().stream().filter(v -> !v.isInputVertex()).map(NetworkCopy::name).toList();
  }

  /** The name of the input. */
  public String input() {
    return name(graph.getConfiguration().getNetworkInputs().get(0));
  }

  /** The name of the output. */
  public String output() {
    return name(graph.getConfiguration().getNetworkOutputs().get(0));
  }

  private List<GraphVertex> ordered() {
    return Arrays.stream(graph.topologicalSortOrder())
        .mapToObj(index -> graph.getVertices()[index])
        .toList();
  }

  private static String name(GraphVertex vertex) {
    return name(vertex.getVertexName());
  }

  private static String name(String vertex) {
    return vertex.replaceAll("[:*\\s]", "_");
  }

  /**
   * Outputs of layers in inference mode.
   *
   * @param samples as the network takes them
   * @param layers names, {@link #input} among them
   * @return per layer rows×d, row-major
   */
  public Map<String, double[]> activations(INDArray samples, Collection<String> layers) {
    Set<String> wanted = new LinkedHashSet<>(layers);
    Map<String, double[]> values = new LinkedHashMap<>();
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        INDArray copy = samples.castTo(graph.params().dataType()).dup()) {
      CopyingPass.run(
          graph,
          copy,
          (vertex, activation) -> {
            if (wanted.contains(name(vertex))) {
              values.put(name(vertex), HostCopy.rowMajor(activation));
            }
          });
    }
    return values;
  }

  /** The matrices of dense layers and convolutions, input to output. */
  public List<Matrix> matrices() {
    List<Matrix> matrices = new ArrayList<>();
    for (GraphVertex vertex : ordered()) {
      matrix(vertex).ifPresent(matrices::add);
    }
    return matrices;
  }

  private Optional<Matrix> matrix(GraphVertex vertex) {
    if (!vertex.hasLayer() || vertex.getNumInputArrays() != 1) {
      return Optional.empty();
    }
    var layer = vertex.getLayer().conf().getLayer();
    boolean dense = layer instanceof DenseLayer || layer instanceof BaseOutputLayer;
    Map<String, INDArray> parameters = vertex.paramTable(false);
    INDArray w = parameters == null ? null : parameters.get(WEIGHTS);
    if (w == null || !(dense && w.rank() == 2 || layer.getClass().equals(ConvolutionLayer.class))) {
      return Optional.empty();
    }
    GraphVertex from = graph.getVertices()[vertex.getInputVertices()[0].getVertexIndex()];
    INDArray b = parameters.get(BIASES);
    double[] biases = b == null ? new double[0] : HostCopy.rowMajor(b);
    return Optional.of(new Matrix(name(vertex), name(from), dense, host(w), biases));
  }

  /**
   * The vertex whose output enters a layer, dropout and activations of their own between them left
   * out.
   */
  public String before(String layer) {
    GraphVertex vertex =
        ordered().stream().filter(v -> name(v).equals(layer)).findFirst().orElseThrow();
    do {
      vertex = graph.getVertices()[vertex.getInputVertices()[0].getVertexIndex()];
    } while (isElementwise(vertex));
    return name(vertex);
  }

  private static boolean isElementwise(GraphVertex vertex) {
    return vertex.hasLayer()
        && (vertex.getLayer().conf().getLayer() instanceof ActivationLayer
            || vertex.getLayer().conf().getLayer() instanceof DropoutLayer);
  }

  /** Dense layers of the engine keep d_in×d_out, convolutions d_out×d_in×height×width. */
  private static DMatrixRMaj host(INDArray w) {
    int first = (int) w.size(0);
    int rest = (int) (w.length() / w.size(0));
    if (w.rank() > 2) {
      return new DMatrixRMaj(first, rest, true, HostCopy.rowMajor(w));
    }
    try (INDArray transposed = w.transpose().dup('c')) {
      return new DMatrixRMaj(rest, first, true, HostCopy.rowMajor(transposed));
    }
  }

  /**
   * What the output layer makes of logits.
   *
   * @param logits rows×K, row-major
   */
  public double[] outputs(double[] logits, int rows) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        INDArray z = Nd4j.create(logits, new long[] {rows, logits.length / rows}, 'c')) {
      return HostCopy.rowMajor(
          outputLayer().orElseThrow().getActivationFn().getActivation(z, false));
    }
  }

  /**
   * The loss of the output layer, if it is one of the theory's: the mean cross-entropy of a
   * softmax, or squared distances to an output without activation.
   */
  public Optional<Fit> fit() {
    Optional<BaseOutputLayer> layer = outputLayer();
    if (layer.isEmpty() || !graph.getVertex(raw()).getLayer().conf().isMiniBatch()) {
      return Optional.empty();
    }
    ILossFunction loss = layer.get().getLossFn();
    boolean softmax = layer.get().getActivationFn() instanceof ActivationSoftmax;
    boolean identity = layer.get().getActivationFn() instanceof ActivationIdentity;
    if (loss instanceof LossMCXENT ce && ce.getWeights() == null && softmax) {
      return Optional.of(new Fit(Loss.CE, 1));
    }
    if (loss instanceof LossL2 squares && identity) {
      double mean = loss instanceof LossMSE ? 1.0 / layer.get().getNOut() : 1;
      return common(squares.getWeights()).map(w -> new Fit(Loss.MSE, 2 * w * mean));
    }
    return Optional.empty();
  }

  /** The weight that all classes have; empty if they differ. */
  private static Optional<Double> common(INDArray weights) {
    if (weights == null) {
      return Optional.of(1.0);
    }
    double[] all = HostCopy.rowMajor(weights);
    boolean same = Arrays.stream(all).allMatch(w -> w == all[0]);
    return same ? Optional.of(all[0]) : Optional.empty();
  }

  private String raw() {
    return graph.getConfiguration().getNetworkOutputs().get(0);
  }

  private Optional<BaseOutputLayer> outputLayer() {
    GraphVertex vertex = graph.getVertex(raw());
    boolean is =
        vertex.hasLayer() && vertex.getLayer().conf().getLayer() instanceof BaseOutputLayer;
    return is
        ? Optional.of((BaseOutputLayer) vertex.getLayer().conf().getLayer())
        : Optional.empty();
  }

  /** Whether the output is that of a layer with a matrix, an activation and a loss. */
  public boolean endsInOutputLayer() {
    return outputLayer().isPresent();
  }

  /**
   * Whether some of what enters a layer, or of its weights, is dropped or disturbed in training.
   */
  public boolean isDisturbed(String layer) {
    return ordered().stream()
        .filter(vertex -> name(vertex).equals(layer) && vertex.hasLayer())
        .map(vertex -> vertex.getLayer().conf().getLayer())
        .anyMatch(
            of ->
                of.getIDropout() != null
                    || of instanceof BaseLayer base && base.getWeightNoise() != null);
  }

  /**
   * λ of ½λ‖W‖_F² in the objective of the network; 0 without a penalty, empty if it is of another
   * kind or changes over time.
   */
  public Optional<Double> l2(String layer) {
    for (GraphVertex vertex : ordered()) {
      if (name(vertex).equals(layer)
          && vertex.hasLayer()
          && vertex.getLayer().conf().getLayer() instanceof BaseLayer of) {
        List<Regularization> penalties = of.getRegularization();
        if (penalties == null || penalties.isEmpty()) {
          return Optional.of(0.0);
        }
        return penalties.size() == 1
                && penalties.get(0) instanceof L2Regularization l2
                && l2.getL2() instanceof FixedSchedule fixed
            ? Optional.of(fixed.valueAt(0, 0))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    graph.close();
  }
}
