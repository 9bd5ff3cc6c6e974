package org.collapselab.studies.sweep;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.collapselab.models.completion.CompletionLook;
import org.collapselab.models.completion.CompletionOutcome;
import org.collapselab.models.completion.CompletionPoint;
import org.collapselab.models.completion.CompletionProblem;
import org.collapselab.models.completion.CompletionSolver;
import org.collapselab.models.completion.CompletionSpec;
import org.collapselab.models.completion.CompletionTraining;
import org.collapselab.models.completion.RankTransitions;
import org.collapselab.trainer.config.CompletionTrial;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Findings;

/** Trials of matrix completion. */
final class CompletionTrials {
  private CompletionTrials() {}

  static void run(CompletionTrial trial, long seed, BooleanSupplier stop, Findings findings) {
    CompletionSpec spec = spec(trial, either(trial.problemSeed(), seed), trial.lambda());
    CompletionPoint start =
        CompletionPoint.random(spec, trial.initialScale(), either(trial.initialSeed(), seed));
    CompletionOutcome outcome = run(phases(trial, seed, spec), start, findings, stop);
    describe(trial, outcome, findings);
    switch (outcome.end()) {
      case STOPPED -> throw new StoppedException();
      case DIVERGED ->
          throw new TrialDivergedException(
              "diverged after %d steps; try a smaller learning_rate or warmup_rate"
                  .formatted(outcome.steps()));
      case FINISHED -> {}
    }
  }

  /** A part of a trial with an η and a λ of its own. */
  private record Phase(CompletionSpec spec, CompletionTraining training) {}

  /** The warm-up and SGD; with annealing, three parts with mini-batches of their own. */
  private static List<Phase> phases(CompletionTrial trial, long seed, CompletionSpec spec) {
    CompletionTraining training = training(trial, seed);
    if (trial.annealSteps() == 0) {
      return List.of(new Phase(spec, training));
    }
    CompletionSpec annealing = spec(trial, spec.seed(), trial.annealLambda());
    return List.of(
        new Phase(spec, training.with(trial.learningRate(), 0, trial.warmupSteps())),
        new Phase(annealing, training.with(trial.annealRate(), trial.annealSteps(), 0)),
        new Phase(spec, training(trial, -1 - seed).with(trial.learningRate(), trial.steps(), 0)));
  }

  private static CompletionOutcome run(
      List<Phase> phases, CompletionPoint start, Findings findings, BooleanSupplier stop) {
    CompletionOutcome whole = null;
    for (Phase phase : phases) {
      long before = whole == null ? 0 : whole.steps();
      CompletionOutcome next =
          CompletionSolver.run(
              CompletionProblem.draw(phase.spec()),
              phase.training(),
              whole == null ? start : whole.point(),
              look -> add(look, before, findings),
              stop);
      whole = whole == null ? next : whole.then(next);
      if (next.end() != CompletionOutcome.End.FINISHED) {
        break;
      }
    }
    return Objects.requireNonNull(whole, "a trial has at least one phase");
  }

  private static long either(OptionalInt chosen, long seed) {
    return chosen.isPresent() ? chosen.getAsInt() : seed;
  }

  private static CompletionSpec spec(CompletionTrial trial, long problemSeed, double lambda) {
    return new CompletionSpec(
        trial.size(),
        trial.size(),
        trial.targetRank(),
        trial.observed(),
        trial.depth(),
        trial.width(),
        lambda,
        problemSeed);
  }

  private static CompletionTraining training(CompletionTrial trial, long seed) {
    return new CompletionTraining(
        trial.learningRate(),
        trial.steps(),
        trial.batch(),
        trial.warmupSteps(),
        trial.warmupRate(),
        trial.lookEvery(),
        trial.rankTolerance(),
        trial.initialScale(),
        seed);
  }

  /**
   * @param before steps taken before those that the look counts; its step 0 is then known already
   */
  private static void add(CompletionLook look, long before, Findings findings) {
    if (before > 0 && look.step() == 0) {
      return;
    }
    long step = before + look.step();
    findings.point(Finding.RANK, step, look.rank());
    findings.point(Finding.LOSS, step, look.loss());
    findings.point(Finding.FIT, step, look.fit());
    findings.point(Finding.GRADIENT_NORM, step, look.gradientNorm());
    findings.point(Finding.TEST_ERROR, step, look.testError());
  }

  private static void describe(
      CompletionTrial trial, CompletionOutcome outcome, Findings findings) {
    CompletionLook last = outcome.last();
    findings.put(Finding.RANK, last.rank());
    findings.put(Finding.LOSS, last.loss());
    findings.put(Finding.FIT, last.fit());
    findings.put(Finding.TEST_ERROR, last.testError());
    outcome.looks().stream()
        .filter(look -> look.step() == trial.warmupSteps())
        .findFirst()
        .ifPresent(look -> findings.put(Finding.GRADIENT_NORM_BEFORE_SGD, look.gradientNorm()));
    RankTransitions jumps = RankTransitions.of(outcome.looks(), trial.warmupSteps(), trial.dwell());
    jumps.initial().ifPresent(rank -> findings.put(Finding.RANK_BEFORE_SGD, rank));
    findings.put(Finding.JUMPS_DOWN, jumps.downs());
    findings.put(Finding.JUMPS_UP, jumps.ups());
    findings.put(Finding.JUMPED_DOWN, jumps.downs() > 0 ? "yes" : "no");
    findings.put(Finding.JUMPED_UP, jumps.ups() > 0 ? "yes" : "no");
    jumps.firstDown().ifPresent(step -> findings.put(Finding.FIRST_JUMP_DOWN, step));
    jumps.jumps().forEach(jump -> findings.jump(jump.step(), jump.from(), jump.to()));
    double[] spectrum = last.spectrum().stream().mapToDouble(Double::doubleValue).toArray();
    findings.spectrum(1, "product", spectrum);
  }
}
