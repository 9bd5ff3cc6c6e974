package org.collapselab.trainer.config;

import java.util.OptionalInt;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.OrWord;
import org.collapselab.trainer.config.KeyAnnotations.Range;

/**
 * Matrix completion by a deep linear network: gradient descent on all observed entries, then SGD
 * with weight decay. A seed gives the same A* and the same start in every setting, so settings can
 * be compared seed by seed.
 */
public record CompletionTrial(
    @Doc("Rows and columns of A*") @Default("10") @Range(min = 2, max = 1000) int size,
    @Doc("r*, the rank of A*") @Default("1") @Range(min = 1, max = 1000) int targetRank,
    @Doc("Fraction of the entries that are observed")
        @Default("0.5")
        @Range(min = 0, exclusiveMin = true, max = 1)
        double observed,
    @Doc(
            "Seed of A* and of the observed entries; null means the trial's seed, so that every trial"
                + " has a matrix of its own")
        @Default("null")
        @Range(min = 0)
        OptionalInt problemSeed,
    @Doc("L; minima of several ranks exist from 3 on") @Default("3") @Range(min = 2, max = 64)
        int depth,
    @Doc("Width of the hidden layers") @Default("20") @Range(min = 1, max = 4096) int width,
    @Doc("λ of every weight matrix") @Range(min = 0) double lambda,
    @Doc("η of SGD") @Range(min = 0, exclusiveMin = true) double learningRate,
    @Doc("Steps of SGD") @Default("1000000") @Range(min = 0, max = 1e12) long steps,
    @Doc(
            "Entries in a step of SGD; `all` for gradient descent on all observed entries instead, the"
                + " control")
        @Default("1")
        @Range(min = 1, max = 1e6)
        @OrWord("all")
        OptionalInt batch,
    @Doc("Steps of gradient descent before SGD") @Default("0") @Range(min = 0, max = 1e12)
        long warmupSteps,
    @Doc("η of gradient descent") @Default("0.1") @Range(min = 0, exclusiveMin = true)
        double warmupRate,
    @Doc(
            "Steps of SGD with `anneal_rate` and `anneal_lambda` between the warm-up and `steps`, as [W]"
                + " takes large values first and small ones afterwards")
        @Default("0")
        @Range(min = 0, max = 1e12)
        long annealSteps,
    @Doc("η of these steps") @Default("0.1") @Range(min = 0, exclusiveMin = true) double annealRate,
    @Doc("λ of these steps") @Default("0.0") @Range(min = 0) double annealLambda,
    @Doc("Steps between two measurements") @Default("1000") @Range(min = 1, max = 1e12)
        long lookEvery,
    @Doc("Measurements that a new rank must last to count as a jump, up or down")
        @Default("5")
        @Range(min = 1, max = 1000)
        int dwell,
    @Doc("τ: A's singular values above τ^L times the largest count as its rank")
        @Default("0.1")
        @Range(min = 0, exclusiveMin = true, max = 1, exclusiveMax = true)
        double rankTolerance,
    @Doc(
            "Seed of the initial weights; null means the trial's seed. The mini-batches always use"
                + " the trial's seed")
        @Default("null")
        @Range(min = 0)
        OptionalInt initialSeed,
    @Doc("W_l starts as N(0, scale²/width)") @Default("1.0") @Range(min = 0, exclusiveMin = true)
        double initialScale)
    implements TrialConfig {
  @Override
  public <T> T match(Cases<T> cases) {
    return cases.completion(this);
  }

  @Override
  public TrialKind kind() {
    return TrialKind.COMPLETION;
  }
}
