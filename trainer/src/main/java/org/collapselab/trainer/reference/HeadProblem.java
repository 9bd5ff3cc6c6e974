package org.collapselab.trainer.reference;

import java.util.List;
import java.util.OptionalDouble;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.MatchedFeatureLambda;
import org.collapselab.theory.Structure;

/**
 * The DUFM that models the head of a real network.
 *
 * @param problem K, L, n = N/K, the λs, loss and activation
 * @param matched whether λ_H was matched to the measured features because the run has no λ_H
 * @param note one sentence on where λ_H comes from
 */
record HeadProblem(DufmProblem problem, boolean matched, String note) {
  private static final double PLACEHOLDER = 1e-6;

  /** Why a run cannot be compared; the message is shown to the user. */
  static final class NotComparableException extends Exception {
    private static final long serialVersionUID = 1L;

    NotComparableException(String reason) {
      super(reason);
    }
  }

  /**
   * @param meansSquaredNorm measured ‖M_1‖_F² of the class means entering the head
   */
  static HeadProblem of(
      HeadSettings settings, int classes, double samplesPerClass, double meansSquaredNorm)
      throws NotComparableException {
    List<Double> lambdas = settings.lambdas();
    if (lambdas.stream().anyMatch(lambda -> lambda == 0)) {
      throw new NotComparableException(
          "The head has a layer without weight decay; the DUFM's references need λ_l > 0 in every head layer (%s)."
              .formatted(settings.lambdaKey()));
    }
    double lambdaH = settings.lambdaH();
    DufmProblem problem =
        new DufmProblem(
            classes,
            lambdas.size(),
            samplesPerClass,
            lambdaH > 0 ? lambdaH : PLACEHOLDER,
            lambdas,
            settings.loss(),
            settings.activation());
    return lambdaH > 0
        ? new HeadProblem(problem, false, "λ_H is the run's own.")
        : matched(problem, meansSquaredNorm);
  }

  private static HeadProblem matched(DufmProblem problem, double meansSquaredNorm)
      throws NotComparableException {
    OptionalDouble lambdaH =
        meansSquaredNorm > 0
            ? MatchedFeatureLambda.of(Structure.DNC, problem, meansSquaredNorm)
            : OptionalDouble.empty();
    if (lambdaH.isEmpty()) {
      throw new NotComparableException(
          ("The run has no λ_H, and none can be matched: DNC predicts the measured ‖M_1‖_F² ="
                  + " %.6g at no λ_H, because its features would have collapsed to zero.")
              .formatted(meansSquaredNorm));
    }
    return new HeadProblem(
        problem.withFeatureLambda(lambdaH.getAsDouble()),
        true,
        ("The run has no λ_H. It is matched: %.6g is the λ_H at which DNC predicts the measured"
                + " ‖M_1‖_F² = %.6g.")
            .formatted(lambdaH.getAsDouble(), meansSquaredNorm));
  }
}
