package org.collapselab.studies.optimum;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.studies.optimum.OptimumStart.Kind;
import org.collapselab.theory.Prediction;

/** The starts of a search, the same for the same problem and number. */
final class StartPlan {
  private static final int VARIANTS = 2; // of each reference

  private final OptimumProblem problem;
  private final List<Prediction> references;

  StartPlan(OptimumProblem problem, List<Prediction> references) {
    this.problem = problem;
    this.references = references;
  }

  /**
   * The references, then {@code perRank} starts of each rank 1 … K, one of every rank after the
   * other so that a search cut short has as many of each.
   */
  List<OptimumStart> starts(int perRank) {
    List<OptimumStart> starts = new ArrayList<>();
    starts.add(new OptimumStart(0, 0, Kind.ZERO, ""));
    int number = 0;
    for (Prediction reference : references) {
      for (int variant = 0; variant < VARIANTS; variant++) {
        starts.add(
            new OptimumStart(
                rank(reference), number++, Kind.REFERENCE, reference.structure().label()));
      }
    }
    for (int i = 0; i < perRank; i++) {
      for (int rank = 1; rank <= problem.problem().classes(); rank++) {
        starts.add(new OptimumStart(rank, i, kind(i), ""));
      }
    }
    return starts;
  }

  static int rank(Prediction reference) {
    return OptimumEnd.rank(reference.layers().stream().map(layer -> layer.post().rank()).toList());
  }

  /** Behind a ReLU three codes to one Gaussian. */
  private Kind kind(int number) {
    return problem.problem().rectified() && number % 4 != 3 ? Kind.CODE : Kind.GAUSSIAN;
  }
}
