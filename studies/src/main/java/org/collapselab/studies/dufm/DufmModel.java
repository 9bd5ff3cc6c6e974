package org.collapselab.studies.dufm;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.collapselab.models.Warmup;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;
import org.collapselab.theory.Structure;
import org.collapselab.theory.Unavailable;
import org.collapselab.trainer.config.DufmTrial;

/**
 * A configured DUFM, in the terms of the theory and of the solver.
 *
 * @param problem the objective
 * @param spec the model that is trained
 */
public record DufmModel(DufmProblem problem, DufmSpec spec) {
  /**
   * The model of a configuration.
   *
   * @throws IllegalArgumentException if its parts do not fit each other
   */
  public static DufmModel of(DufmTrial trial) {
    DufmProblem problem =
        problem(
            trial.classes(),
            trial.depth(),
            trial.lambda(),
            trial.lambdaH(),
            trial.samplesPerClass(),
            trial.loss(),
            trial.activation());
    int width = trial.width().orElse(3 * problem.classes());
    return new DufmModel(problem, DufmSpec.of(problem, width, trial.features()));
  }

  /**
   * The objective of a trial.
   *
   * @param lambda λ_1 … λ_L, or one number for all
   * @param lambdaH λ_H; the first of {@code lambda} where there is none
   */
  public static DufmProblem problem(
      int classes,
      int depth,
      List<Double> lambda,
      Optional<Double> lambdaH,
      double samplesPerClass,
      Loss loss,
      Activation activation) {
    List<Double> lambdas = lambda.size() == 1 ? Collections.nCopies(depth, lambda.get(0)) : lambda;
    return new DufmProblem(
        classes, depth, samplesPerClass, lambdaH.orElse(lambda.get(0)), lambdas, loss, activation);
  }

  /** The same with one column of H_1 per class, at full rate: the quickest way to its minima. */
  public DufmSpec collapsed() {
    return DufmSpec.of(problem, spec.width(), FeatureMode.COLUMN);
  }

  /** The prediction for every structure that fits into the model's neurons. */
  public List<Reference> references() {
    return References.of(problem, spec.width());
  }

  /** The references that exist, DNC first. */
  public List<Prediction> predictions() {
    return References.predictions(problem, spec.width());
  }

  /**
   * Checks a configuration without running it.
   *
   * @throws IllegalArgumentException if its parts do not fit each other
   */
  public static void require(DufmTrial trial) {
    of(trial);
    descent(trial);
  }

  /** The descent settings of a configuration. */
  public static Descent descent(DufmTrial trial) {
    return new Descent(
        trial.steps(),
        trial.learningRate(),
        trial.momentum(),
        trial.tolerance(),
        new Warmup(trial.freeSteps(), trial.warmupSteps()));
  }

  /**
   * The starting point of a configuration.
   *
   * @throws IllegalArgumentException if its reference solution does not exist here; the message
   *     says why
   */
  public DufmPoint start(DufmTrial.Start start, long seed) {
    if (start == DufmTrial.Start.RANDOM) {
      return DufmPoint.random(spec, seed);
    }
    return Embedding.of(prediction(Structure.valueOf(start.name())).scaled(), spec)
        .perturbed(PolishedReference.DEVIATION, seed);
  }

  /**
   * The prediction for one structure.
   *
   * @throws IllegalArgumentException if it does not exist here; the message says why
   */
  public Prediction prediction(Structure structure) {
    Reference reference = References.of(structure, problem, spec.width());
    if (reference instanceof Unavailable unavailable) {
      throw new IllegalArgumentException(unavailable.reason());
    }
    return (Prediction) reference;
  }
}
