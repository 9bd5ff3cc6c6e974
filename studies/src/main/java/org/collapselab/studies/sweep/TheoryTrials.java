package org.collapselab.studies.sweep;

import java.util.Comparator;
import java.util.List;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.References;
import org.collapselab.theory.TriangularGraph;
import org.collapselab.trainer.config.TheoryTrial;
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
        .ifPresent(graph -> findings.put("vertices", graph.vertices()));
    double dnc = predictions.get(0).loss();
    for (Prediction prediction : predictions) {
      String label = prediction.structure().label();
      findings.put("loss_" + label, prediction.loss());
      findings.put(label + "_over_dnc", prediction.loss() / dnc);
      findings.put(
          label + "_constant_over_dnc", prediction.constant() / predictions.get(0).constant());
    }
    predictions.stream()
        .min(Comparator.comparingDouble(Prediction::loss))
        .ifPresent(
            best -> findings.put("best", best.trivial() ? "zero" : best.structure().label()));
  }
}
