package org.collapselab.models.dufm;

import java.util.List;
import java.util.Objects;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;

/**
 * A DUFM with hidden layers of one width: W_1 … W_{L−1} are d×d, W_L is K×d.
 *
 * <p>H_1 has n columns for each class, ordered by class, or one that stands for n equal features
 * and is penalised by nλ_H; see {@link FeatureMode}.
 *
 * @param classes K ≥ 2
 * @param depth L ≥ 1
 * @param width d ≥ K
 * @param samplesPerClass n &gt; 0; an integer if the features are explicit
 * @param features how the n features of a class are trained
 * @param lambdaH λ_H &gt; 0
 * @param lambdas λ_1 … λ_L, all &gt; 0
 * @param loss the fit
 * @param activation σ, which acts on H_2 … H_L
 */
public record DufmSpec(
    int classes,
    int depth,
    int width,
    double samplesPerClass,
    FeatureMode features,
    double lambdaH,
    List<Double> lambdas,
    Loss loss,
    Activation activation) {
  private static final long MAX_PARAMETERS = 20_000_000; // gradients and pairs of L-BFGS as long

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public DufmSpec {
    require(classes >= 2, "classes (K) must be at least 2, got " + classes);
    require(depth >= 1, "depth (L) must be at least 1, got " + depth);
    require(
        width >= classes,
        "width (d) must be at least the number of classes, %d, for DNC to exist; got %d"
            .formatted(classes, width));
    require(
        positive(samplesPerClass),
        "samples per class (n) must be positive and finite, got " + samplesPerClass);
    require(
        features != FeatureMode.EXPLICIT || samplesPerClass == Math.rint(samplesPerClass),
        "explicit features need a whole number of samples per class (n), got %s; the mode means takes any"
            .formatted(samplesPerClass));
    require(positive(lambdaH), "λ_H must be positive and finite, got " + lambdaH);
    lambdas = List.copyOf(lambdas);
    require(
        lambdas.size() == depth,
        "one λ is needed for each of the " + depth + " layers, got " + lambdas);
    for (double lambda : lambdas) {
      require(positive(lambda), "each λ_l must be positive and finite, got " + lambda);
    }
    double columnsOfAClass = features == FeatureMode.EXPLICIT ? samplesPerClass : 1;
    double parameters =
        (double) width * classes * columnsOfAClass
            + (depth - 1.0) * width * width
            + (double) classes * width;
    require(
        parameters <= MAX_PARAMETERS,
        "the model has %.0f parameters; at most %d are supported%s"
            .formatted(
                parameters,
                MAX_PARAMETERS,
                columnsOfAClass > 1 ? "; the mode means has one column for each class" : ""));
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(activation, "activation");
  }

  /**
   * The model of an objective.
   *
   * @throws IllegalArgumentException if a component is outside its range
   */
  public static DufmSpec of(DufmProblem problem, int width, FeatureMode features) {
    return new DufmSpec(
        problem.classes(),
        problem.depth(),
        width,
        problem.samplesPerClass(),
        features,
        problem.featureLambda(),
        problem.weightLambdas(),
        problem.loss(),
        problem.activation());
  }

  /** Columns of H_1 for each class: n if the features are explicit, else 1. */
  public int columnsPerClass() {
    return features == FeatureMode.EXPLICIT ? (int) samplesPerClass : 1;
  }

  /** S, the columns of H_1. */
  public int columns() {
    return classes * columnsPerClass();
  }

  /** The weight of ½‖factor‖_F² of factor 0, H_1, or l, W_l. */
  public double weight(int factor) {
    return factor == 0 ? samplesPerClass * lambdaH / columnsPerClass() : lambdas.get(factor - 1);
  }

  /** Learning rate of factor 0, H_1, or l, W_l, relative to η. */
  double rate(int factor) {
    return factor == 0 && features == FeatureMode.MEANS ? 1 / samplesPerClass : 1;
  }

  /**
   * Per step of gradient descent, the penalty takes the share η·decay of factor 0, H_1, or l, W_l.
   */
  public double decay(int factor) {
    return rate(factor) * weight(factor);
  }

  /** Rows of factor 0, H_1, or l, W_l. */
  int rows(int factor) {
    return factor == depth ? classes : width;
  }

  /** Columns of factor 0, H_1, or l, W_l. */
  int columns(int factor) {
    return factor == 0 ? columns() : width;
  }

  /** Entries of all factors together. */
  public int parameters() {
    int sum = 0;
    for (int i = 0; i <= depth; i++) {
      sum += rows(i) * columns(i);
    }
    return sum;
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
