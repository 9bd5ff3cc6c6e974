package org.collapselab.trainer.config;

import java.util.Collections;
import java.util.List;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.OrSingle;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** The penalties ½ λ‖·‖_F² of the objective, and weight decay outside it. */
public record RegularizationConfig(
    @Doc("λ of every backbone weight matrix, in ½λ‖W‖_F²") @Default("0.0005") @Range(min = 0)
        double l2Backbone,
    @Doc("λ_1 … λ_L of the head: one number for all, or a list of `model.head.depth` numbers")
        @Default("0.0005")
        @Range(min = 0)
        @Size(min = 1, max = 64)
        @OrSingle
        List<Double> l2Head,
    @Doc("λ_H of ½λ_H‖H_1‖_F², summed over the training set; 0 for none")
        @Default("0")
        @Range(min = 0)
        double lambdaH,
    @Doc("c of the decay W ← W − lr·c·W, in addition to the gradient step and to any λ")
        @Default("0")
        @Range(min = 0)
        double decoupledWeightDecay,
    @Doc("Epochs at the start without λ and λ_H") @Default("0") @Range(min = 0, max = 1e6)
        int freeEpochs,
    @Doc("Epochs after them over which every λ and λ_H rise in a straight line to their values")
        @Default("0")
        @Range(min = 0, max = 1e6)
        int warmupEpochs) {

  public RegularizationConfig {
    l2Head = List.copyOf(l2Head);
  }

  RegularizationConfig spreadOver(int depth) {
    return l2Head.size() == 1
        ? new RegularizationConfig(
            l2Backbone,
            Collections.nCopies(depth, l2Head.get(0)),
            lambdaH,
            decoupledWeightDecay,
            freeEpochs,
            warmupEpochs)
        : this;
  }
}
