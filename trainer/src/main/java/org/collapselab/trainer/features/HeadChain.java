package org.collapselab.trainer.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.metric.RowProducts;
import org.collapselab.theory.Activation;
import org.ejml.data.DMatrixRMaj;

/**
 * The head as a function of H_1: M_{l+1} = W_l σ(M_l) + b_l.
 *
 * @param input tap of H_1
 * @param layers W_1 … W_L
 * @param activation σ
 */
public record HeadChain(Tap input, List<Layer> layers, Activation activation) {
  public HeadChain {
    layers = List.copyOf(layers);
  }

  /**
   * A layer.
   *
   * @param weights d_out×d_in
   * @param biases d_out values; empty for none
   */
  public record Layer(String name, DMatrixRMaj weights, double[] biases) {
    /** Before the activation. */
    public Tap pre() {
      return new Tap(name, Side.PRE);
    }
  }

  /** The output of layer l, from 1, after the activation; the last layer has none. */
  public Tap post(int l) {
    Layer layer = layers.get(l - 1);
    boolean activated = activation == Activation.RELU && l < layers.size();
    return activated ? new Tap(layer.name(), Side.POST) : layer.pre();
  }

  /** What W_l multiplies, l from 1. */
  public Tap inputOf(int l) {
    return l == 1 ? input : post(l - 1);
  }

  /** The features that enter the last matrix. */
  public Tap lastHidden() {
    return inputOf(layers.size());
  }

  /** The output of the last matrix. */
  public Tap output() {
    return layers.get(layers.size() - 1).pre();
  }

  /** H_1 and all outputs, from first to last. */
  public List<Tap> taps() {
    List<Tap> taps = new ArrayList<>(List.of(input));
    for (int l = 1; l <= layers.size(); l++) {
      taps.add(layers.get(l - 1).pre());
      if (!post(l).equals(layers.get(l - 1).pre())) {
        taps.add(post(l));
      }
    }
    return taps;
  }

  /** d of one of {@link #taps()} but H_1. */
  public int dimension(Tap tap) {
    return layers.stream()
        .filter(layer -> layer.name().equals(tap.layer()))
        .mapToInt(layer -> layer.weights().numRows)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Computes the outputs that a batch lacks.
   *
   * @param values tap → row-major values, at least those of H_1
   * @param computed tap → array that receives its values
   */
  public void complete(Map<Tap, double[]> values, Map<Tap, double[]> computed, int rows) {
    for (int l = 1; l <= layers.size(); l++) {
      Layer layer = layers.get(l - 1);
      if (computed.containsKey(layer.pre())) {
        multiply(layer, values.get(inputOf(l)), computed.get(layer.pre()), rows);
        values.put(layer.pre(), computed.get(layer.pre()));
      }
      Tap post = post(l);
      if (computed.containsKey(post) && !post.equals(layer.pre())) {
        rectify(values.get(layer.pre()), computed.get(post), rows * layer.weights().numRows);
        values.put(post, computed.get(post));
      }
    }
  }

  /**
   * How far given logits are from what the last matrix makes of its input: max |Z − (W_L h + b_L)|
   * / max |Z| ≥ 0, NaN if all logits are 0.
   *
   * @param values tap → row-major values, at least those of {@link #lastHidden()}
   * @param logits row-major rows×K
   */
  double outputGap(Map<Tap, double[]> values, double[] logits, int rows) {
    Layer last = layers.get(layers.size() - 1);
    double[] own = new double[rows * last.weights().numRows];
    multiply(last, values.get(lastHidden()), own, rows);
    double gap = 0;
    double largest = 0;
    for (int i = 0; i < own.length; i++) {
      gap = Math.max(gap, Math.abs(logits[i] - own[i]));
      largest = Math.max(largest, Math.abs(logits[i]));
    }
    return gap / largest;
  }

  private static void rectify(double[] from, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.max(0, from[i]);
    }
  }

  /** out = in Wᵀ + b. */
  static void multiply(Layer layer, double[] in, double[] out, int rows) {
    DMatrixRMaj w = layer.weights();
    try (RowProducts products = new RowProducts(w)) {
      products.of(in, rows, out);
    }
    double[] b = layer.biases();
    for (int i = 0; i < b.length * rows; i++) {
      out[i] += b[i % b.length];
    }
  }
}
