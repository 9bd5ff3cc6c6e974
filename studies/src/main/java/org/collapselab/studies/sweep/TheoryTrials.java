package org.collapselab.studies.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.References;
import org.collapselab.theory.Structure;
import org.collapselab.theory.TriangularGraph;
import org.collapselab.trainer.config.TheoryTrial;
import org.collapselab.trainer.reference.Verdict;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Findings;

/** Trials that only evaluate closed forms. */
final class TheoryTrials {
  private TheoryTrials() {}

  private static DufmProblem problem(TheoryTrial trial) {
    return DufmProblem.uniform(
        trial.classes(),
        trial.depth(),
        trial.samplesPerClass(),
        trial.lambda(),
        trial.loss(),
        trial.activation());
  }

  static void run(TheoryTrial trial, Findings findings) {
    DufmProblem problem = problem(trial);
    int width = trial.width().orElse(References.defaultWidthLimit(problem));
    List<Prediction> predictions = References.predictions(problem, width);
    TriangularGraph.ofClasses(trial.classes())
        .ifPresent(graph -> findings.put(Finding.VERTICES, graph.vertices()));
    double dnc = predictions.get(0).loss();
    OptionalDouble bound = bound(problem);
    for (Prediction prediction : predictions) {
      String label = prediction.structure().label();
      findings.put(Finding.REFERENCE_LOSS, label, prediction.loss());
      findings.put(Finding.OVER_DNC, label, prediction.loss() / dnc);
      findings.put(
          Finding.CONSTANT_OVER_DNC, label, prediction.constant() / predictions.get(0).constant());
      bound.ifPresent(least -> findings.put(Finding.OVER_BOUND, label, prediction.loss() / least));
    }
    predictions.stream()
        .min(Comparator.comparingDouble(Prediction::loss))
        .ifPresent(
            best ->
                findings.put(
                    Finding.BEST,
                    best.trivial() ? Verdict.ZERO.label() : best.structure().label()));
  }

  /** The loss of DNC without ReLU: under cross-entropy none with ReLU is lower ([G], theorem 7). */
  private static OptionalDouble bound(DufmProblem problem) {
    if (!problem.rectified() || problem.loss() != Loss.CE) {
      return OptionalDouble.empty();
    }
    DufmProblem linear =
        new DufmProblem(
            problem.classes(),
            problem.depth(),
            problem.samplesPerClass(),
            problem.featureLambda(),
            problem.weightLambdas(),
            problem.loss(),
            Activation.LINEAR);
    return OptionalDouble.of(((Prediction) References.of(Structure.DNC, linear)).loss());
  }
}
