package org.collapselab.studies.dufm;

import java.util.Map;
import java.util.stream.IntStream;
import org.collapselab.models.Warmup;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.theory.DufmProblem;
import org.collapselab.trainer.config.FlatConfig;
import org.collapselab.trainer.reference.LayerGeometry;
import org.collapselab.trainer.reference.MatchedHead;
import org.collapselab.trainer.reference.Verdict;
import org.collapselab.trainer.store.Json;

/**
 * All that decides where a seed of a matched DUFM ends and what it is called there.
 *
 * @param format of the solver: raised when its starts, its steps or the verdicts change
 * @param model the DUFM
 * @param descent how it is trained
 * @param rankTolerance relative cutoff of the ranks
 * @param leastCosine of a verdict
 */
public record MatchedSettings(
    int format, DufmSpec model, Descent descent, double rankTolerance, double leastCosine) {
  /** The most features N that are trained one by one unless the user asks for it. */
  public static final int MOST_EXPLICIT = 1000;

  /** Length of descent in units of 1/(ηλ), unless this is too few or too many steps. */
  public static final double TIME_CONSTANTS = 5;

  /** The fewest steps. */
  public static final int LEAST_STEPS = 60_000;

  /** The most steps where all features are trained. */
  public static final int MOST_STEPS_EXPLICIT = 300_000;

  /** The most steps where one column stands for a class. */
  public static final int MOST_STEPS = 1_000_000;

  private static final int FORMAT = 2;

  /**
   * The DUFM that matches a head.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public static MatchedSettings of(MatchedHead head, MatchedOptions options) {
    DufmProblem problem = head.problem();
    DufmSpec model =
        DufmSpec.of(problem, head.width(), options.features().orElseGet(() -> features(problem)));
    int steps = options.steps().orElseGet(() -> steps(model, options));
    Descent descent =
        new Descent(
            steps,
            options.learningRate(),
            options.momentum(),
            options.tolerance(),
            new Warmup((long) (head.freeShare() * steps), (long) (head.risingShare() * steps)));
    return new MatchedSettings(
        FORMAT, model, descent, LayerGeometry.RANK_TOLERANCE, Verdict.LEAST_COSINE);
  }

  private static FeatureMode features(DufmProblem problem) {
    double n = problem.samplesPerClass();
    boolean few = n * problem.classes() <= MOST_EXPLICIT;
    return few && n == Math.rint(n) ? FeatureMode.EXPLICIT : FeatureMode.MEANS;
  }

  private static int steps(DufmSpec model, MatchedOptions options) {
    double constant = (1 - options.momentum()) / (options.learningRate() * leastDecay(model));
    int most = model.features() == FeatureMode.EXPLICIT ? MOST_STEPS_EXPLICIT : MOST_STEPS;
    return (int) Math.max(LEAST_STEPS, Math.min(most, Math.ceil(TIME_CONSTANTS * constant)));
  }

  private static double leastDecay(DufmSpec model) {
    return IntStream.rangeClosed(0, model.depth()).mapToDouble(model::decay).min().orElseThrow();
  }

  /** Steps of descent in units of 1/(ηλ), λ the least decay of all factors. */
  public double timeConstants() {
    return descent.steps() * descent.learningRate() * leastDecay(model) / (1 - descent.momentum());
  }

  /** Hash of all of it. */
  public String sha256() {
    return FlatConfig.sha256(Map.of("matched-dufm", Json.text(this)));
  }
}
