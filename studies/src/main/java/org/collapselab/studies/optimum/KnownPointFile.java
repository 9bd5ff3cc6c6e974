package org.collapselab.studies.optimum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.studies.dufm.Embedding;
import org.collapselab.theory.Construction;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.KnownPoint;
import org.collapselab.theory.KnownPoints;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.WholeFile;

/**
 * {@code known-points.csv} of a search: its lowest points in the format of the table that comes
 * with the program.
 */
final class KnownPointFile {
  private static final double NEAR = 1.03;
  private static final double LOST = 1e-6;

  private KnownPointFile() {}

  /**
   * Writes the points within 3 % of the lowest, which at another Λ may be lower than it. Only
   * searches with one λ for all and n = 1 are written, since the table names no other.
   */
  static void write(OptimumResult result, Path file) throws IOException {
    DufmProblem problem = result.settings().problem().problem();
    List<String> lines = new ArrayList<>(List.of(KnownPoints.HEADER));
    double bound = NEAR * result.best().loss();
    if (uniform(problem)) {
      for (FrontierPoint point : result.frontier()) {
        if (point.rank() > 0 && point.loss() <= bound) {
          lines.add(line(point, result));
        }
      }
    }
    WholeFile.write(file, String.join("\n", lines) + "\n");
  }

  private static boolean uniform(DufmProblem problem) {
    double lambda = problem.weightLambdas().get(0);
    return problem.weightLambdas().stream().allMatch(each -> each == lambda)
        && problem.samplesPerClass() == 1
        && problem.featureLambda() == lambda;
  }

  private static String line(FrontierPoint point, OptimumResult result) {
    DufmProblem problem = result.settings().problem().problem();
    Construction factors = ActiveNeurons.of(point.found().point());
    double value = DufmSolver.loss(Embedding.of(factors, result.settings().problem().spec()));
    double whole = DufmSolver.loss(point.found().point());
    if (value > whole * (1 + LOST)) {
      throw new IllegalStateException(
          "without its idle neurons the point of rank %d has the loss %s instead of %s"
              .formatted(point.rank(), value, whole));
    }
    KnownPoint.Origin origin =
        new KnownPoint.Origin(
            problem.featureLambda(),
            point.rank(),
            result.settings().problem().width(),
            point.found().end().gradientNorm(),
            point.reached(),
            point.ended(),
            result.done(),
            Provenance.currentVersion());
    return KnownPoints.line(
        new KnownPoint(problem.loss(), problem.activation(), factors, origin), value);
  }
}
