package org.collapselab.studies.optimum;

import java.util.List;
import java.util.Locale;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.References;

/**
 * What is minimised, and with how many neurons.
 *
 * @param problem the objective, with one column of H_1 per class under the penalty nλ_H
 * @param width d, of every hidden layer, at least K
 */
public record OptimumProblem(DufmProblem problem, int width) {
  private static final int LEAST_DEFAULT = 6;

  /**
   * Checks that the model exists.
   *
   * @throws IllegalArgumentException if {@code width} &lt; K or the model is too large
   */
  public OptimumProblem {
    DufmSpec.of(problem, width, FeatureMode.COLUMN);
  }

  /** With 2K neurons in each layer, at least 6. */
  public static OptimumProblem ofDefaultWidth(DufmProblem problem) {
    return new OptimumProblem(problem, Math.max(2 * problem.classes(), LEAST_DEFAULT));
  }

  /** The model that is descended in. */
  public DufmSpec spec() {
    return DufmSpec.of(problem, width, FeatureMode.COLUMN);
  }

  /** The named solutions that this width allows, without those that zero beats; takes seconds. */
  List<Prediction> references() {
    return References.predictions(problem, width).stream().filter(p -> !p.trivial()).toList();
  }

  /** The name of its directory, such as {@code optimum-k10-l4-mse-relu}. */
  public String name() {
    return "optimum-k%d-l%d-%s-%s"
        .formatted(
            problem.classes(),
            problem.depth(),
            problem.loss().name().toLowerCase(Locale.ROOT),
            problem.activation().name().toLowerCase(Locale.ROOT));
  }
}
