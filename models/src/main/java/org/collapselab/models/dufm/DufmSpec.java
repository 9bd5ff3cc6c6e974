package org.collapselab.models.dufm;

import java.util.List;
import java.util.Objects;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;

/**
 * A DUFM with hidden layers of one width: W_1 … W_{L−1} are d×d, W_L is K×d.
 *
 * <p>H_1 has {@code columnsPerClass} columns in each class, ordered by class. One column stands for
 * the n equal samples of its class and is penalised by nλ_H; n columns are the explicit samples.
 * Both have the same minima, since equal samples are optimal; but gradient descent moves the one
 * column n times as fast as n columns.
 *
 * @param classes K ≥ 2
 * @param depth L ≥ 1
 * @param width d ≥ K
 * @param samplesPerClass n &gt; 0; an integer if the samples are explicit
 * @param columnsPerClass 1 or n
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
    int columnsPerClass,
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
        columnsPerClass == 1 || columnsPerClass == samplesPerClass,
        "columns per class must be 1 or n = %s, got %d"
            .formatted(samplesPerClass, columnsPerClass));
    require(positive(lambdaH), "λ_H must be positive and finite, got " + lambdaH);
    lambdas = List.copyOf(lambdas);
    require(
        lambdas.size() == depth,
        "one λ is needed for each of the " + depth + " layers, got " + lambdas);
    for (double lambda : lambdas) {
      require(positive(lambda), "each λ_l must be positive and finite, got " + lambda);
    }
    long parameters =
        (long) width * classes * columnsPerClass
            + (depth - 1L) * width * width
            + (long) classes * width;
    require(
        parameters <= MAX_PARAMETERS,
        "the model has %d parameters; at most %d are supported"
            .formatted(parameters, MAX_PARAMETERS));
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(activation, "activation");
  }

  /** S, the columns of H_1. */
  public int columns() {
    return classes * columnsPerClass;
  }

  /** The weight of ½‖factor‖_F² of factor 0, H_1, or l, W_l. */
  public double weight(int factor) {
    return factor == 0 ? samplesPerClass * lambdaH / columnsPerClass : lambdas.get(factor - 1);
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
