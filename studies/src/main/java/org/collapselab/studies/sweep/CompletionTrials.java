package org.collapselab.studies.sweep;

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
    CompletionSpec spec = spec(trial, either(trial.problemSeed(), seed));
    CompletionOutcome outcome =
        CompletionSolver.run(
            CompletionProblem.draw(spec),
            training(trial, seed),
            CompletionPoint.random(spec, trial.initialScale(), either(trial.initialSeed(), seed)),
            look -> add(look, findings),
            stop);
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

  private static long either(OptionalInt chosen, long seed) {
    return chosen.isPresent() ? chosen.getAsInt() : seed;
  }

  private static CompletionSpec spec(CompletionTrial trial, long problemSeed) {
    return new CompletionSpec(
        trial.size(),
        trial.size(),
        trial.targetRank(),
        trial.observed(),
        trial.depth(),
        trial.width(),
        trial.lambda(),
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

  private static void add(CompletionLook look, Findings findings) {
    findings.point(Finding.RANK, look.step(), look.rank());
    findings.point(Finding.LOSS, look.step(), look.loss());
    findings.point(Finding.FIT, look.step(), look.fit());
    findings.point(Finding.GRADIENT_NORM, look.step(), look.gradientNorm());
    findings.point(Finding.TEST_ERROR, look.step(), look.testError());
  }

  private static void describe(
      CompletionTrial trial, CompletionOutcome outcome, Findings findings) {
    CompletionLook last = outcome.last();
    findings.put(Finding.RANK, last.rank());
    findings.put(Finding.LOSS, last.loss());
    findings.put(Finding.FIT, last.fit());
    findings.put(Finding.TEST_ERROR, last.testError());
    outcome.looks().stream()
        .filter(look -> look.step() <= trial.warmupSteps())
        .reduce((earlier, later) -> later)
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
