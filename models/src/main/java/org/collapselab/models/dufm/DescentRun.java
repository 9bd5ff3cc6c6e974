package org.collapselab.models.dufm;

import java.util.Optional;
import org.collapselab.models.dufm.DufmOutcome.End;

/** One descent in progress. */
final class DescentRun {
  private static final double DIVERGENCE = 1e6;

  private final Descent descent;
  private final Chain chain;
  private final Chain probe; // evaluates without disturbing the velocity
  private final double[] parameters;
  private final double[] gradient;
  private DufmPoint lastFinite;
  private long step;
  private double loss;
  private double gradientNorm;
  private Optional<End> end = Optional.empty();

  DescentRun(DufmPoint start, Descent descent) {
    DufmSpec spec = start.spec();
    this.descent = descent;
    chain = new Chain(spec);
    probe = new Chain(spec);
    parameters = start.flat();
    gradient = new double[parameters.length];
    lastFinite = start;
    chain.start(parameters);
    look();
  }

  /** Steps up to step {@code target}, unless this run has ended. */
  void advance(long target) {
    if (end.isPresent()) {
      return;
    }
    while (step < target) {
      double share = descent.warmup().share(step);
      double fit = chain.step(descent.learningRate(), descent.momentum(), share);
      step++;
      if (!(fit <= DIVERGENCE)) {
        end = Optional.of(End.DIVERGED);
        return;
      }
    }
    look();
  }

  private void look() {
    chain.store(parameters);
    loss = probe.evaluate(parameters, gradient);
    gradientNorm = Vectors.norm(gradient);
    if (!(loss <= DIVERGENCE)) {
      end = Optional.of(End.DIVERGED);
      return;
    }
    lastFinite = DufmPoint.ofFlat(chain.spec(), parameters);
    if (gradientNorm <= descent.gradientTolerance() && descent.warmup().share(step) == 1) {
      end = Optional.of(End.CONVERGED);
    }
  }

  boolean ended() {
    return end.isPresent();
  }

  Descent.Progress progress() {
    boolean diverged = end.filter(e -> e == End.DIVERGED).isPresent();
    return new Descent.Progress(
        step,
        diverged ? Double.NaN : loss,
        diverged ? Double.NaN : gradientNorm,
        diverged,
        lastFinite);
  }

  DufmOutcome outcome(boolean stopped) {
    End how = end.orElse(stopped && step < descent.steps() ? End.STOPPED : End.EXHAUSTED);
    return DufmOutcome.at(how, step, lastFinite);
  }
}
