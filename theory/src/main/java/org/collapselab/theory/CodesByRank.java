package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The reference of each rank for linear models under cross-entropy: the best {@link SphericalCode}
 * found in r = 2 … K − 1 dimensions. The search descends from random points and from the codes that
 * can be written down ({@link NamedCode}): the K-gon at r = 2, the orthoplex at r = K/2, DNC's
 * simplex at r = K − 1, and others between them.
 *
 * <p>Each is exact as a construction and not known to be the best of its rank. Descent may flatten
 * a code: where every start loses a dimension on the way, the rank has no code.
 */
public final class CodesByRank {
  /** Beyond this the search takes too long. */
  static final int MOST_CLASSES = 30;

  private static final int MOST_STARTS = 4;
  private static final int WORK = 40; // classes times starts of a rank

  /** A dimension counts if X's singular value is above this share of the largest. */
  private static final double FLAT = 1e-2;

  private CodesByRank() {}

  /**
   * The codes, ascending by rank. Empty unless the model is linear with L ≥ 2, the loss
   * cross-entropy, and 3 ≤ K ≤ 30.
   *
   * @param widthLimit d ≥ 1, the least width of the hidden layers, which bounds the rank
   * @throws IllegalArgumentException if {@code widthLimit} &lt; 1
   */
  public static List<Prediction> of(DufmProblem problem, int widthLimit) {
    if (widthLimit < 1) {
      throw new IllegalArgumentException("the width limit must be at least 1, got " + widthLimit);
    }
    int classes = problem.classes();
    boolean searched =
        problem.loss() == Loss.CE
            && problem.activation() == Activation.LINEAR
            && problem.depth() >= 2
            && classes <= MOST_CLASSES;
    List<Prediction> codes = new ArrayList<>();
    for (int rank = 2; searched && rank <= Math.min(classes - 1, widthLimit); rank++) {
      best(problem, rank)
          .map(code -> Prediction.of(Structure.SPHERICAL_CODE, code, problem))
          .filter(prediction -> !prediction.trivial())
          .ifPresent(codes::add);
    }
    return codes;
  }

  private static Optional<SphericalCode> best(DufmProblem problem, int rank) {
    int starts = Math.max(1, Math.min(MOST_STARTS, WORK / problem.classes()));
    CodeDescent descent = new CodeDescent(problem);
    Stream<SphericalCode> random =
        IntStream.range(0, starts)
            .mapToObj(start -> new SphericalCode(problem, descent.from(rank, start)));
    Stream<SphericalCode> named =
        NamedCode.of(problem.classes(), rank).stream()
            .map(code -> new SphericalCode(problem, descent.from(code.points()), code.name()));
    return Stream.concat(named, random)
        .filter(code -> !isFlat(code))
        .min(Comparator.comparingDouble(code -> code.closedForm().minimum(problem).value()));
  }

  private static boolean isFlat(SphericalCode code) {
    List<Double> values = PredictedSpectrum.of(code.code()).singularValues();
    return values.get(values.size() - 1) <= FLAT * values.get(0);
  }
}
