package org.collapselab.trainer.config;

import java.util.OptionalInt;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Range;

/**
 * Only the closed forms of the reference solutions; nothing is trained, and seeds have no effect.
 */
public record TheoryTrial(
    @Doc("K") @Default("10") @Range(min = 2, max = 1000) int classes,
    @Doc("L, the number of weight matrices") @Default("4") @Range(min = 1, max = 64) int depth,
    @Doc("λ of H_1 and of every weight matrix") @Range(min = 0, exclusiveMin = true) double lambda,
    @Doc("n") @Default("1") @Range(min = 0, exclusiveMin = true, max = 1e9) double samplesPerClass,
    @Doc("Maximum number of neurons in a layer; null leaves it to the theory")
        @Default("null")
        @Range(min = 1)
        OptionalInt width,
    @Doc("Fit term") @Default("mse") Loss loss,
    @Doc("σ on H_2 … H_L") @Default("relu") Activation activation)
    implements TrialConfig {
  @Override
  public <T> T match(Cases<T> cases) {
    return cases.theory(this);
  }

  @Override
  public TrialKind kind() {
    return TrialKind.THEORY;
  }
}
