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

/**
 * The loss surface of the deep unconstrained features model around one point: its Hessian, and
 * whether gradient descent comes back after a move.
 */
public record SurfaceTrial(
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
    @Doc("How gradient descent trains features, as for `dufm`; the Hessian is that of `column`")
        @Default("explicit")
        FeatureMode features,
    @Doc("Fit term") @Default("mse") Loss loss,
    @Doc("σ on H_2 … H_L") @Default("relu") Activation activation,
    @Doc("A reference solution; `random`: the minimum where gradient descent from the seed ends")
        @Default("dnc")
        DufmTrial.Start at,
    @Doc("Whether the minimum near the reference takes its place") @Default("false") boolean polish,
    @Doc("Whether the eigenvalues of the Hessian are computed") @Default("true") boolean hessian,
    @Doc("Largest order of a dense Hessian; above it only its extreme eigenvalues are found")
        @Default("4000")
        @Range(min = 1, max = 16000)
        int mostDirections,
    @Doc(
            "Norm of a random move, relative to that of the point, after which gradient descent starts;"
                + " each seed is another move; null for none")
        @Default("null")
        @Range(min = 0, exclusiveMin = true)
        Optional<Double> perturbation,
    @Doc("Learning rate") @Default("0.5") @Range(min = 0, exclusiveMin = true) double learningRate,
    @Doc("Maximum number of steps of gradient descent") @Default("20000") @Range(min = 0, max = 1e9)
        int steps,
    @Doc("Gradient norm at which descent ends") @Default("1e-7") @Range(min = 0) double tolerance)
    implements TrialConfig {

  public SurfaceTrial {
    lambda = List.copyOf(lambda);
  }

  /** The gradient descent of this trial, from its point or from random starts. */
  public DufmTrial descent() {
    return new DufmTrial(
        classes,
        depth,
        width,
        lambda,
        lambdaH,
        samplesPerClass,
        features,
        loss,
        activation,
        at,
        learningRate,
        0,
        steps,
        0,
        0,
        tolerance,
        false,
        false);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.surface(this);
  }

  @Override
  public TrialKind kind() {
    return TrialKind.SURFACE;
  }
}
