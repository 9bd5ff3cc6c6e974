package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.OrSingle;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** Full-batch gradient descent on the deep unconstrained features model from one start. */
public record DufmTrial(
    @Doc("K") @Default("10") @Range(min = 2, max = 1000) int classes,
    @Doc("L, the number of weight matrices") @Default("4") @Range(min = 1, max = 64) int depth,
    @Doc("d of every hidden layer; null is 3K") @Default("null") @Range(min = 1) OptionalInt width,
    @Doc("λ_1 … λ_L: one number for all, or a list of `depth` numbers")
        @Range(min = 0, exclusiveMin = true)
        @Size(min = 1, max = 64)
        @OrSingle
        List<Double> lambda,
    @Doc("λ_H of the features; null is the first of `lambda`")
        @Default("null")
        @Range(min = 0, exclusiveMin = true)
        Optional<Double> lambdaH,
    @Doc("n") @Default("1") @Range(min = 0, exclusiveMin = true, max = 1e9) double samplesPerClass,
    @Doc(
            "`explicit`: all N = Kn features are trained; `means`: a column for each class that starts"
                + " and moves as the mean of n features does; `column`: one that moves n times as fast")
        @Default("explicit")
        FeatureMode features,
    @Doc("Fit term") @Default("mse") Loss loss,
    @Doc("σ on H_2 … H_L") @Default("relu") Activation activation,
    @Doc("`random`, or a reference solution, perturbed") @Default("random") Start start,
    @Doc("Learning rate") @Default("0.5") @Range(min = 0, exclusiveMin = true) double learningRate,
    @Doc("Heavy-ball momentum") @Default("0") @Range(min = 0, max = 1, exclusiveMax = true)
        double momentum,
    @Doc("Maximum number of steps of gradient descent") @Default("60000") @Range(min = 0, max = 1e9)
        int steps,
    @Doc("Steps without penalties at the start") @Default("0") @Range(min = 0, max = 1e9)
        int freeSteps,
    @Doc("Steps after these over which every λ rises linearly to its value")
        @Default("0")
        @Range(min = 0, max = 1e9)
        int warmupSteps,
    @Doc("Gradient norm at which descent ends, once the penalties are full")
        @Default("1e-9")
        @Range(min = 0)
        double tolerance,
    @Doc("Whether the end point is polished, that is, moved to a nearby minimum") @Default("false")
        boolean polish,
    @Doc("Whether class means are kept, for figures of type `matrices`") @Default("false")
        boolean matrices)
    implements TrialConfig {

  public DufmTrial {
    lambda = List.copyOf(lambda);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.dufm(this);
  }

  @Override
  public TrialKind kind() {
    return TrialKind.DUFM;
  }

  /** Where descent starts. */
  public enum Start {
    RANDOM,
    DNC,
    SRG,
    SRG_CONSTANT_ROW,
    SRG_SUBSETS,
    EDGE_CODE,
    SUBSET_CODE,
    PAIRED_CODE,
    SPHERICAL_CODE,
    ORTHOPLEX,
    KGON,
    BEST_KNOWN
  }
}
