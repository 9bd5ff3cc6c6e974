package org.collapselab.models.completion;

import java.util.function.BooleanSupplier;

/** Trains networks; the same arguments give the same numbers to the last bit. */
public final class CompletionSolver {
  private CompletionSolver() {}

  /**
   * Trains from {@link CompletionPoint#random} of the training's scale and seed.
   *
   * @param stop asked after every look
   */
  public static CompletionOutcome run(
      CompletionProblem problem,
      CompletionTraining training,
      CompletionListener listener,
      BooleanSupplier stop) {
    CompletionPoint start =
        CompletionPoint.random(problem.spec(), training.initialScale(), training.seed());
    return run(problem, training, start, listener, stop);
  }

  /**
   * Trains from a given point, for example the end of another run with other rates or another λ.
   * The point is not changed.
   *
   * @throws IllegalArgumentException if the point's shapes are not those of the problem
   */
  public static CompletionOutcome run(
      CompletionProblem problem,
      CompletionTraining training,
      CompletionPoint start,
      CompletionListener listener,
      BooleanSupplier stop) {
    start.requireShapeOf(problem.spec());
    return new CompletionRun(problem, training, start).take(listener, stop);
  }
}
