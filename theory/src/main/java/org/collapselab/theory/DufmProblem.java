package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * One DUFM objective: everything that a prediction depends on.
 *
 * @param classes K ≥ 2
 * @param depth L ≥ 1, the number of weight matrices
 * @param samplesPerClass n &gt; 0; not an integer where N/K is not
 * @param featureLambda λ_H &gt; 0, on ‖H_1‖_F² summed over all N samples
 * @param weightLambdas λ_1 … λ_L, all &gt; 0
 * @param loss the data term
 * @param activation σ
 */
public record DufmProblem(
    int classes,
    int depth,
    double samplesPerClass,
    double featureLambda,
    List<Double> weightLambdas,
    Loss loss,
    Activation activation) {

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if a number is outside its range, or there are not exactly L
   *     weight λ's
   */
  public DufmProblem {
    requireAtLeast("classes (K)", classes, 2);
    requireAtLeast("depth (L)", depth, 1);
    requirePositive("samplesPerClass (n)", samplesPerClass);
    requirePositive("featureLambda (λ_H)", featureLambda);
    weightLambdas = List.copyOf(weightLambdas);
    if (weightLambdas.size() != depth) {
      throw new IllegalArgumentException(
          "weightLambdas needs one λ for each of the " + depth + " layers, got " + weightLambdas);
    }
    weightLambdas.forEach(lambda -> requirePositive("each of weightLambdas (λ_l)", lambda));
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(activation, "activation");
  }

  /** The problem with λ_H = λ_1 = … = λ_L = {@code lambda}, the setting of [S]. */
  public static DufmProblem uniform(
      int classes,
      int depth,
      double samplesPerClass,
      double lambda,
      Loss loss,
      Activation activation) {
    requireAtLeast("depth (L)", depth, 1);
    List<Double> weightLambdas = Collections.nCopies(depth, lambda);
    return new DufmProblem(
        classes, depth, samplesPerClass, lambda, weightLambdas, loss, activation);
  }

  /** The same problem with another λ_H. */
  public DufmProblem withFeatureLambda(double lambda) {
    return new DufmProblem(
        classes, depth, samplesPerClass, lambda, weightLambdas, loss, activation);
  }

  /** Λ = (n λ_H λ_1 ⋯ λ_L)^{1/(L+1)}: all that the closed forms need of n and the λ's. */
  public double capitalLambda() {
    double logs = factorLambdas().stream().mapToDouble(Math::log).sum();
    return Math.exp(logs / (depth + 1));
  }

  /** n λ_H, λ_1, …, λ_L: the weight of ½‖·‖_F² of M_1, W_1, …, W_L in the objective. */
  List<Double> factorLambdas() {
    List<Double> lambdas = new ArrayList<>(depth + 1);
    lambdas.add(samplesPerClass * featureLambda);
    lambdas.addAll(weightLambdas);
    return Collections.unmodifiableList(lambdas);
  }

  /** Whether a ReLU acts anywhere. It acts on H_2 … H_L, so at L = 1 the ReLU DUFM is linear. */
  public boolean rectified() {
    return activation == Activation.RELU && depth >= 2;
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
    }
  }
}
