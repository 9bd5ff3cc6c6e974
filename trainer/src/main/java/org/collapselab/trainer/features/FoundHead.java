package org.collapselab.trainer.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.datasets.arrays.ArrayInfo;
import org.collapselab.datasets.arrays.ArraySource;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Tap;
import org.collapselab.trainer.config.FeatureConfig;
import org.ejml.data.DMatrixRMaj;

/** Finds the head of a network among arrays. */
final class FoundHead {
  private final ArraySource source;
  private final Layout layout;
  private final FeatureConfig config;
  private final int classes;

  /**
   * @param classes K
   */
  FoundHead(ArraySource source, Layout layout, FeatureConfig config, int classes) {
    this.source = source;
    this.layout = layout;
    this.config = config;
    this.classes = classes;
  }

  /**
   * The head; empty if there are no weights.
   *
   * @throws ArrayException if the weights do not fit one another, the features or the classes, or
   *     if it is not clear which the head is
   */
  Optional<HeadChain> find() {
    if (layout.weights().isEmpty()) {
      if (!config.head().isEmpty()) {
        throw new ArrayException(
            "%s has no weights; the head %s needs weights/%s"
                .formatted(source.path(), config.head(), config.head().get(0)));
      }
      return Optional.empty();
    }
    List<HeadChain.Layer> layers = names().stream().map(this::layer).toList();
    for (int l = 1; l < layers.size(); l++) {
      requireInputs(layers.get(l), layers.get(l - 1).weights().numRows, layers.get(l - 1).name());
    }
    HeadChain.Layer last = layers.get(layers.size() - 1);
    if (last.weights().numRows != classes) {
      throw wrong(last, "has %d rows, and K is %d".formatted(last.weights().numRows, classes));
    }
    Tap input = input(layers);
    requireInputs(layers.get(0), dimension(input), input.toString());
    return Optional.of(new HeadChain(input, layers, config.activation()));
  }

  private List<String> names() {
    if (!config.head().isEmpty()) {
      return config.head();
    }
    if (layout.weights().size() > 1) {
      throw new ArrayException(
          "%s has the weights of %s; name those of the head, first to last, for example: --head %s"
              .formatted(
                  source.path(),
                  String.join(", ", layout.weights().keySet()),
                  String.join(",", layout.weights().keySet())));
    }
    return List.copyOf(layout.weights().keySet());
  }

  private HeadChain.Layer layer(String name) {
    String array = layout.weights().get(name);
    if (array == null) {
      throw new ArrayException(
          "%s has no weights/%s; there are weights of %s"
              .formatted(source.path(), name, String.join(", ", layout.weights().keySet())));
    }
    ArrayInfo info = source.info(array);
    if (info.axes() != 2) {
      throw new ArrayException(
          "%s: %s has the shape %s; weights of the head are d_out×d_in"
              .formatted(source.path(), array, info.shown()));
    }
    DMatrixRMaj weights = matrix(source, array);
    String bias = layout.biases().get(name);
    double[] biases = bias == null ? new double[0] : source.whole(bias);
    if (bias != null && biases.length != weights.numRows) {
      throw new ArrayException(
          "%s: %s has the shape %s; %s has %d outputs"
              .formatted(source.path(), bias, source.info(bias).shown(), array, weights.numRows));
    }
    return new HeadChain.Layer(name, weights, biases);
  }

  /** An array as d_out×d_in; further axes, as those of a convolution, belong to d_in. */
  static DMatrixRMaj matrix(ArraySource source, String array) {
    ArrayInfo info = source.info(array);
    if (info.axes() < 2 || info.shape().contains(0L)) {
      throw new ArrayException(
          "%s: %s has the shape %s; weights are d_out×d_in"
              .formatted(source.path(), array, info.shown()));
    }
    return new DMatrixRMaj((int) info.rows(), info.rowLength(), true, source.whole(array));
  }

  private void requireInputs(HeadChain.Layer layer, int width, String from) {
    if (layer.weights().numCols != width) {
      throw wrong(
          layer,
          "has %d columns, and %s has %d values".formatted(layer.weights().numCols, from, width));
    }
  }

  private ArrayException wrong(HeadChain.Layer layer, String why) {
    return new ArrayException(
        "%s: weights/%s is %d×%d, d_out×d_in: it %s%s"
            .formatted(
                source.path(),
                layer.name(),
                layer.weights().numRows,
                layer.weights().numCols,
                why,
                "; kernels of JAX and Keras are d_in×d_out: write kernel.T"));
  }

  private int dimension(Tap tap) {
    return layout.tap(tap).orElseThrow().dimension();
  }

  private Tap input(List<HeadChain.Layer> layers) {
    if (!config.input().isEmpty()) {
      return named(config.input());
    }
    int width = layers.get(0).weights().numCols;
    List<String> own = layers.stream().map(HeadChain.Layer::name).toList();
    List<Tap> fitting = new ArrayList<>();
    for (TapArray of : layout.taps()) {
      if (of.dimension() == width && !own.contains(of.tap().layer())) {
        fitting.add(of.tap());
      }
    }
    List<Tap> possible =
        fitting.stream()
            .filter(t -> t.side() == Side.POST || !fitting.contains(new Tap(t.layer(), Side.POST)))
            .toList(); // what follows the activation enters the next layer
    if (possible.size() == 1) {
      return possible.get(0);
    }
    String name = layers.get(0).name();
    throw new ArrayException(
        possible.isEmpty()
            ? "%s: weights/%s takes %d values, and no tap outside the head has so many; add H_1, which it multiplies, as features/<layer>"
                .formatted(source.path(), name, width)
            : "%s: which of %s enters %s? name it: --input %s"
                .formatted(source.path(), possible, name, possible.get(possible.size() - 1)));
  }

  /** A tap by its name, with or without its side. */
  private Tap named(String text) {
    List<Tap> candidates =
        text.contains(":")
            ? List.of(Tap.parse(text))
            : List.of(new Tap(text, Side.POST), new Tap(text, Side.PRE));
    return candidates.stream()
        .filter(tap -> layout.tap(tap).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new ArrayException(
                    "%s has no features of %s, which input names; there are %s"
                        .formatted(
                            source.path(),
                            text,
                            layout.taps().stream().map(TapArray::tap).toList())));
  }
}
