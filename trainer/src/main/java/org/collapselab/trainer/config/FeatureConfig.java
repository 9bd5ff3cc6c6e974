package org.collapselab.trainer.config;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Format;
import org.collapselab.trainer.config.KeyAnnotations.OrSingle;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/**
 * What arrays of features do not tell of the network that they come from. {@code lambda} is empty
 * if it is not known, and has an entry per layer of {@code head} otherwise.
 */
public record FeatureConfig(
    @Doc("Name of the measurement; names its directory")
        @Default("features")
        @Format(
            pattern = "[a-z0-9][a-z0-9-]*",
            words = "lower-case letters, digits and hyphens, starting with a letter or digit")
        String name,
    @Doc("Free text, shown in the report") @Default("\"\"") String description,
    @Doc(
            "Seed of the training, if known: `compare` takes measurements that differ in it alone for"
                + " repetitions")
        @Default("0")
        @Range(min = 0)
        long seed,
    @Doc(
            "Taps to measure: layer-name patterns, each with an optional `:pre` or `:post`; `*` matches"
                + " any characters. The head's are always measured")
        @Default("[\"*\"]")
        @Size(min = 1, max = 1000)
        @Format(
            pattern = "[^\\s:]+(:(pre|post))?",
            words = "a layer-name pattern, optionally ending in :pre or :post")
        List<String> taps,
    @Doc(
            "The layers of the head, W_1 first: names in `weights/`. By default the only one there;"
                + " without weights there is no comparison with the DUFM")
        @Default("[]")
        @Size(max = 64)
        @Format(pattern = "[^\\s:*]+", words = "the name of a layer")
        List<String> head,
    @Doc("Tap of H_1, which W_1 multiplies. By default the only tap outside the head that fits W_1")
        @Default("\"\"")
        @Format(pattern = "([^\\s:*]+(:(pre|post))?)?", words = "a tap such as layer4:post")
        String input,
    @Doc(
            "Loss of the training: `mse` is 1/(2N)·‖Z − Y‖_F², `ce` the mean cross-entropy; without it"
                + " nothing is compared with the DUFM")
        @Default("null")
        Optional<Loss> loss,
    @Doc("Activation between the layers of the head") @Default("relu") Activation activation,
    @Doc(
            "λ_1 … λ_L of ½λ_l‖W_l‖_F²: one number for all layers of the head, or one for each;"
                + " without them nothing is compared with the DUFM")
        @Default("[]")
        @Range(min = 0)
        @Size(max = 64)
        @OrSingle
        List<Double> lambda,
    @Doc(
            "λ_H of ½λ_H‖H_1‖_F², summed over the training set; 0 for none, and then it is matched to"
                + " the features")
        @Default("0")
        @Range(min = 0)
        double lambdaH,
    @Doc("λ of the weights that are not in the head") @Default("0") @Range(min = 0)
        double lambdaBackbone,
    @Doc("N of the training set, if the arrays hold a part of it; null for all that they hold")
        @Default("null")
        @Range(min = 1)
        OptionalInt trainingSamples,
    @Doc("K; null for the largest label plus 1") @Default("null") @Range(min = 2)
        OptionalInt classes,
    @Doc("For many snapshots: steps per epoch. The number in the name of a snapshot is its step")
        @Default("1")
        @Range(min = 1)
        int stepsPerEpoch,
    @Doc("τ of the numerical rank: singular values above τσ_1 count")
        @Default("0.01")
        @Range(min = 0, max = 1, exclusiveMin = true, exclusiveMax = true)
        double rankTolerance,
    @Doc("Cutoff of the pseudo-inverse in `nc1_pinv`, relative to σ_1")
        @Default("0.01")
        @Range(min = 0, max = 1, exclusiveMin = true, exclusiveMax = true)
        double pinvCutoff) {

  public FeatureConfig {
    taps = List.copyOf(taps);
    head = List.copyOf(head);
    lambda =
        lambda.size() == 1 && head.size() > 1
            ? Collections.nCopies(head.size(), lambda.get(0))
            : List.copyOf(lambda);
  }

  /**
   * The same with what was found in the files.
   *
   * @param layers the head
   * @param tap of H_1; empty without a head
   * @param k K
   */
  public FeatureConfig resolved(List<String> layers, String tap, int k) {
    return new FeatureConfig(
        name,
        description,
        seed,
        taps,
        layers,
        tap,
        loss,
        activation,
        lambda,
        lambdaH,
        lambdaBackbone,
        trainingSamples,
        OptionalInt.of(k),
        stepsPerEpoch,
        rankTolerance,
        pinvCutoff);
  }
}
