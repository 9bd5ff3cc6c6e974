package org.collapselab.models;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.collapselab.theory.Activation;

/**
 * A multilayer perceptron, input → hidden… → outputs, whose last {@code headDepth} weight matrices
 * form the head W_1 … W_L; what enters them is H_1.
 *
 * @param inputs d of the data
 * @param hidden widths of the hidden layers, first to last; at least one
 * @param outputs K classes or regression targets
 * @param activation σ after every hidden layer of the backbone, the one that feeds the head
 *     included
 * @param headActivation σ after every hidden layer of the head
 * @param backboneBias biases in the backbone
 * @param headBias biases in the head (the DUFM has none)
 * @param headDepth L, 1 … number of hidden layers
 * @param linearHeadInput leaves out σ on H_1, so that it is sign-free as in the DUFM
 * @param initGain factor on the He standard deviation √(2/d_in) of the initial weights
 */
public record MlpSpec(
    int inputs,
    List<Integer> hidden,
    int outputs,
    Activation activation,
    Activation headActivation,
    boolean backboneBias,
    boolean headBias,
    int headDepth,
    boolean linearHeadInput,
    double initGain)
    implements Architecture {

  public MlpSpec {
    hidden = List.copyOf(hidden);
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(headActivation, "headActivation");
    if (hidden.isEmpty() || headDepth < 1 || headDepth > hidden.size()) {
      throw new IllegalArgumentException(
          "a head of %d layers needs at least as many hidden layers, got %d"
              .formatted(headDepth, hidden.size()));
    }
  }

  /** With one activation throughout. */
  public MlpSpec(
      int inputs,
      List<Integer> hidden,
      int outputs,
      Activation activation,
      boolean backboneBias,
      boolean headBias,
      int headDepth,
      boolean linearHeadInput,
      double initGain) {
    this(
        inputs,
        hidden,
        outputs,
        activation,
        activation,
        backboneBias,
        headBias,
        headDepth,
        linearHeadInput,
        initGain);
  }

  /** The weight matrices from input to output, named {@code fc1} … . */
  @Override
  public List<LayerInfo> layers(Penalties penalties) {
    int matrices = hidden.size() + 1;
    return java.util.stream.IntStream.rangeClosed(1, matrices)
        .mapToObj(i -> layer(i, matrices, penalties))
        .toList();
  }

  private List<LayerInfo> unpenalisedLayers() {
    return layers(Penalties.none(headDepth));
  }

  @Override
  public Map<String, Integer> taps() {
    Map<String, Integer> taps = new LinkedHashMap<>();
    for (LayerInfo layer : unpenalisedLayers()) {
      taps.put(layer.preTap(), layer.outputs());
      taps.put(layer.postTap(), layer.outputs());
    }
    return Collections.unmodifiableMap(taps);
  }

  @Override
  public String headInputTap() {
    return LayerInfo.feedingHead(unpenalisedLayers()).postTap();
  }

  @Override
  public long parameters() {
    return unpenalisedLayers().stream().mapToLong(LayerInfo::parameters).sum();
  }

  private LayerInfo layer(int i, int matrices, Penalties penalties) {
    int headIndex = Math.max(0, i - (matrices - headDepth));
    boolean feedsHead = i == matrices - headDepth;
    boolean linear = i == matrices || (feedsHead && linearHeadInput);
    return new LayerInfo(
        "fc" + i,
        headIndex,
        i == 1 ? inputs : hidden.get(i - 2),
        i == matrices ? outputs : hidden.get(i - 1),
        headIndex > 0 ? headBias : backboneBias,
        linear ? Activation.LINEAR : headIndex > 0 ? headActivation : activation,
        penalties.l2(headIndex),
        penalties.decoupledWeightDecay());
  }
}
