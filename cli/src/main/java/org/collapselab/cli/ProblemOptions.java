package org.collapselab.cli;

import java.util.Collections;
import java.util.List;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import picocli.CommandLine.Option;

/** The options that define a DUFM objective. */
final class ProblemOptions {
  @Option(names = "--classes", required = true, paramLabel = "K", description = "Classes K ≥ 2.")
  private int classes;

  @Option(
      names = "--depth",
      required = true,
      paramLabel = "L",
      description = "Weight matrices L ≥ 1 of the model, or of a network's head.")
  private int depth;

  @Option(
      names = "--lambda",
      required = true,
      split = ",",
      paramLabel = "λ",
      description = "λ of every weight matrix, or λ_1,…,λ_L.")
  private List<Double> lambdas;

  @Option(
      names = "--lambda-h",
      paramLabel = "λ_H",
      description = "λ_H of the features (default: the same as --lambda, if that is one number).")
  private Double lambdaH;

  @Option(
      names = "--samples-per-class",
      paramLabel = "n",
      defaultValue = "1",
      description = "Samples per class n (default: ${DEFAULT-VALUE}).")
  private double samplesPerClass;

  @Option(
      names = "--loss",
      defaultValue = "mse",
      description = "mse or ce (default: ${DEFAULT-VALUE}).")
  private Loss loss;

  @Option(names = "--linear", description = "No ReLU between the weight matrices.")
  private boolean linear;

  /**
   * The objective.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  DufmProblem problem() {
    if (lambdaH == null && lambdas.size() > 1) {
      throw new IllegalArgumentException("with several values of --lambda, --lambda-h is required");
    }
    List<Double> weightLambdas =
        lambdas.size() == 1 ? Collections.nCopies(Math.max(depth, 0), lambdas.get(0)) : lambdas;
    return new DufmProblem(
        classes,
        depth,
        samplesPerClass,
        lambdaH == null ? lambdas.get(0) : lambdaH,
        weightLambdas,
        loss,
        linear ? Activation.LINEAR : Activation.RELU);
  }
}
