package org.collapselab.models;

import java.util.List;
import org.collapselab.theory.Activation;

/**
 * One weight matrix of a network and what follows it.
 *
 * @param name layer name, e.g. {@code fc3}
 * @param headIndex l for the head's W_l (1..L), 0 for a backbone layer
 * @param inputs d_in
 * @param outputs d_out
 * @param bias whether a bias vector is added
 * @param activation what is applied to the output; {@link Activation#LINEAR} means nothing
 * @param l2 λ of the penalty λ/2‖W‖_F², 0 for none
 * @param decoupledWeightDecay c of the decoupled step W ← W − lr·c·W, 0 for none
 */
public record LayerInfo(
    String name,
    int headIndex,
    int inputs,
    int outputs,
    boolean bias,
    Activation activation,
    double l2,
    double decoupledWeightDecay) {

  /** What feeds the head: the last layer of the backbone, whose output is H_1. */
  public static LayerInfo feedingHead(List<LayerInfo> layers) {
    int first = 0;
    while (!layers.get(first).inHead()) {
      first++;
    }
    return layers.get(first - 1);
  }

  /** Whether this is one of the L matrices that the DUFM stands for. */
  public boolean inHead() {
    return headIndex > 0;
  }

  /** Weights plus biases. */
  public long parameters() {
    return (long) inputs * outputs + (bias ? outputs : 0);
  }

  /** Tap of the output before the activation: {@code name:pre}. */
  public String preTap() {
    return name + ":pre";
  }

  /** Tap of the output after the activation; the same as {@link #preTap} where there is none. */
  public String postTap() {
    return activation == Activation.LINEAR ? preTap() : name + ":post";
  }
}
