package org.collapselab.listener;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Tap;
import org.collapselab.models.dl4j.NetworkCopy;
import org.collapselab.theory.Activation;
import org.collapselab.trainer.features.HeadChain;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds W_1 … W_L among the layers of a network, and tries on samples that they are what it does.
 */
final class HeadOfNetwork {
  /** Above the roundoff of FP16. */
  private static final double TOLERANCE = 0.01;

  private final NetworkCopy network;
  private final int classes;

  HeadOfNetwork(NetworkCopy network, int classes) {
    this.network = network;
    this.classes = classes;
  }

  /**
   * The head that the user has named; by default the last layer, if it is a matrix with K rows.
   *
   * @param names W_1 first; empty for the default
   * @param samples some, to try the head on
   * @throws IllegalArgumentException if these layers are no head
   */
  Optional<HeadChain> find(List<String> names, INDArray samples) {
    List<NetworkCopy.Matrix> dense =
        network.matrices().stream().filter(NetworkCopy.Matrix::dense).toList();
    if (names.isEmpty()) {
      return dense.isEmpty() || last(dense).weights().numRows != classes
          ? Optional.empty()
          : fitting(List.of(last(dense)), samples);
    }
    List<NetworkCopy.Matrix> layers = names.stream().map(name -> named(name, dense)).toList();
    int rows = last(layers).weights().numRows;
    if (rows != classes) {
      throw new IllegalArgumentException(
          "the head must end in the logits: %s has %d outputs, and there are K = %d classes"
              .formatted(last(layers).layer(), rows, classes));
    }
    return Optional.of(
        fitting(layers, samples)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the network does not compute what the head %s would: between its layers there may be ReLU, nothing or dropout, and nothing else"
                            .formatted(names))));
  }

  private static NetworkCopy.Matrix last(List<NetworkCopy.Matrix> of) {
    return of.get(of.size() - 1);
  }

  private static NetworkCopy.Matrix named(String name, List<NetworkCopy.Matrix> dense) {
    return dense.stream()
        .filter(matrix -> matrix.layer().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "head: there is no dense layer %s; the network has %s"
                        .formatted(name, dense.stream().map(NetworkCopy.Matrix::layer).toList())));
  }

  /** The same head with the weights that the network has now. */
  static HeadChain now(HeadChain head, List<NetworkCopy.Matrix> matrices) {
    List<HeadChain.Layer> layers = new ArrayList<>();
    for (HeadChain.Layer layer : head.layers()) {
      layers.add(layer(named(layer.name(), matrices)));
    }
    return new HeadChain(head.input(), layers, head.activation());
  }

  private static HeadChain.Layer layer(NetworkCopy.Matrix of) {
    requireFinite(of);
    return new HeadChain.Layer(of.layer(), of.weights(), of.biases());
  }

  static DMatrixRMaj requireFinite(NetworkCopy.Matrix of) {
    if (MatrixFeatures_DDRM.hasUncountable(of.weights())) {
      throw new NotFiniteException("the weights of %s are not finite".formatted(of.layer()));
    }
    return of.weights();
  }

  /** With the activation that the network has between the layers; empty if it does not fit. */
  private Optional<HeadChain> fitting(List<NetworkCopy.Matrix> layers, INDArray samples) {
    Tap input = new Tap(layers.get(0).from(), Side.POST);
    List<HeadChain.Layer> own = layers.stream().map(HeadOfNetwork::layer).toList();
    Set<String> names = new LinkedHashSet<>(List.of(network.output()));
    layers.forEach(layer -> names.add(layer.from()));
    Map<String, double[]> values = network.activations(samples, names);
    int rows = (int) samples.size(0);
    int width = layers.get(0).weights().numCols;
    for (int l = 1; l < layers.size(); l++) {
      if (!network.before(layers.get(l).layer()).equals(layers.get(l - 1).layer())
          || layers.get(l).weights().numCols != layers.get(l - 1).weights().numRows) {
        return Optional.empty();
      }
    }
    if (values.get(input.layer()).length != rows * width) {
      return Optional.empty();
    }
    for (Activation activation : List.of(Activation.RELU, Activation.LINEAR)) {
      HeadChain chain = new HeadChain(input, own, activation);
      if (agrees(chain, layers, values, rows)) {
        return Optional.of(chain);
      }
    }
    return Optional.empty();
  }

  private boolean agrees(
      HeadChain chain, List<NetworkCopy.Matrix> layers, Map<String, double[]> values, int rows) {
    Map<Tap, double[]> computed = new LinkedHashMap<>();
    for (Tap tap : chain.taps()) {
      if (!tap.equals(chain.input())) {
        computed.put(tap, new double[rows * chain.dimension(tap)]);
      }
    }
    Map<Tap, double[]> all = new LinkedHashMap<>();
    all.put(chain.input(), values.get(chain.input().layer()));
    chain.complete(all, computed, rows);
    for (int l = 2; l <= layers.size(); l++) {
      double[] entering = values.get(layers.get(l - 1).from());
      if (gap(entering, all.get(chain.inputOf(l))) > TOLERANCE) {
        return false;
      }
    }
    boolean isOutput = network.endsInOutputLayer() && last(layers).layer().equals(network.output());
    return !isOutput
        || gap(values.get(network.output()), network.outputs(all.get(chain.output()), rows))
            <= TOLERANCE;
  }

  /** max |a − b| relative to max |a|; infinite if they differ in length. */
  private static double gap(double[] a, double[] b) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double gap = 0;
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      gap = Math.max(gap, Math.abs(a[i] - b[i]));
      largest = Math.max(largest, Math.abs(a[i]));
    }
    return gap == 0 ? 0 : gap / largest;
  }
}
