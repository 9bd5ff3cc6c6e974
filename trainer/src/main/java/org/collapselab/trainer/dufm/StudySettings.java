package org.collapselab.trainer.dufm;

import java.util.List;
import java.util.stream.LongStream;
import org.collapselab.models.Activation;
import org.collapselab.models.Loss;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.theory.DufmProblem;

/**
 * One study.
 *
 * @param problem the objective
 * @param width d ≥ K of every hidden layer
 * @param explicitSamples whether H_1 has a column per sample; otherwise one per class, penalised by
 *     nλ_H
 * @param seeds ≥ 1, the number of random starts
 * @param firstSeed the first of them; the others follow it
 * @param descent how each start descends
 * @param polish whether the end points and the references are polished
 * @param threads runs trained at the same time
 */
public record StudySettings(
    DufmProblem problem,
    int width,
    boolean explicitSamples,
    int seeds,
    long firstSeed,
    Descent descent,
    boolean polish,
    int threads) {

  /**
   * Checks what the parts do not check themselves.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public StudySettings {
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds must be at least 1, got " + seeds);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    double n = problem.samplesPerClass();
    if (explicitSamples && n != Math.rint(n)) {
      throw new IllegalArgumentException("explicit samples need a whole number n, got " + n);
    }
  }

  /** The model as the solver knows it. */
  public DufmSpec spec() {
    return spec(explicitSamples ? (int) problem.samplesPerClass() : 1);
  }

  /** The same with one column of H_1 per class. */
  DufmSpec collapsedSpec() {
    return spec(1);
  }

  private DufmSpec spec(int columnsPerClass) {
    return new DufmSpec(
        problem.classes(),
        problem.depth(),
        width,
        problem.samplesPerClass(),
        columnsPerClass,
        problem.featureLambda(),
        problem.weightLambdas(),
        Loss.valueOf(problem.loss().name()),
        Activation.valueOf(problem.activation().name()));
  }

  /** The seeds, ascending. */
  public List<Long> seedValues() {
    return LongStream.range(firstSeed, firstSeed + seeds).boxed().toList();
  }

  List<DufmPoint> starts() {
    DufmSpec spec = spec();
    return seedValues().stream().map(seed -> DufmPoint.random(spec, seed)).toList();
  }
}
