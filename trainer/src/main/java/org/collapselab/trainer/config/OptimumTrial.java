package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.OrSingle;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** A search for the lowest loss of the deep unconstrained features model at each rank. */
public record OptimumTrial(
    @Doc("K") @Default("10") @Range(min = 2, max = 1000) int classes,
    @Doc("L, the number of weight matrices") @Default("4") @Range(min = 1, max = 64) int depth,
    @Doc("d of every hidden layer; null is 2K, at least 6") @Default("null") @Range(min = 1)
        OptionalInt width,
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
    @Doc("Fit term") @Default("mse") Loss loss,
    @Doc("σ on H_2 … H_L") @Default("relu") Activation activation,
    @Doc("Random starts of each rank 1 … K") @Default("24") @Range(min = 0, max = 1e6) int starts,
    @Doc(
            "After this time no further start begins; a search that it cuts short depends on the"
                + " machine's speed")
        @Default("5")
        @Range(min = 0, exclusiveMin = true)
        double minutes)
    implements TrialConfig {

  public OptimumTrial {
    lambda = List.copyOf(lambda);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.optimum(this);
  }

  @Override
  public TrialKind kind() {
    return TrialKind.OPTIMUM;
  }
}
