package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The reference solutions of a problem.
 *
 * <p>A ReLU model has DNC; SRG, SRG with a constant row and SRG with subset neurons where K =
 * r(r−1)/2; for other K the edge code, whose graph is searched for within about a second; from L =
 * 3 on the subset code, searched for within some seconds; under cross-entropy the paired code. A
 * linear one has DNC only under MSE; DNC, the orthoplex and the K-gon under cross-entropy. Where a
 * search that comes with the program has found a lower loss than all of these, there is the best
 * known point. None is claimed to be the global minimum.
 *
 * <p>A width limit d says how many neurons the hidden layers 1 … L may have: what needs more is
 * unavailable, and where there are several sizes, the best within the limit is taken.
 */
public final class References {

  private static final int DEFAULT_WIDTH_LIMIT = 1000;
  private static final double SAME = 1e-6; // relative: below it, a point is the reference itself

  private References() {}

  /** 1000, or K where that is more: what holds where no width limit is given. */
  public static int defaultWidthLimit(DufmProblem problem) {
    return Math.max(DEFAULT_WIDTH_LIMIT, problem.classes());
  }

  /** The references within the {@linkplain #defaultWidthLimit default width limit}. */
  public static List<Reference> of(DufmProblem problem) {
    return of(problem, defaultWidthLimit(problem));
  }

  /**
   * One reference for every structure, in the order of {@link Structure}.
   *
   * @param widthLimit d ≥ 1, the least width of the hidden layers
   * @throws IllegalArgumentException if {@code widthLimit} &lt; 1
   */
  public static List<Reference> of(DufmProblem problem, int widthLimit) {
    List<Reference> references = new ArrayList<>(named(problem, widthLimit));
    references.add(bestKnown(problem, widthLimit, references));
    return references;
  }

  private static List<Reference> named(DufmProblem problem, int widthLimit) {
    return Arrays.stream(Structure.values())
        .filter(structure -> structure != Structure.BEST_KNOWN)
        .map(structure -> named(structure, problem, widthLimit))
        .toList();
  }

  /** The reference for one structure, within the default width limit. */
  public static Reference of(Structure structure, DufmProblem problem) {
    return of(structure, problem, defaultWidthLimit(problem));
  }

  /**
   * The reference for one structure.
   *
   * @param widthLimit d ≥ 1, the least width of the hidden layers
   * @throws IllegalArgumentException if {@code widthLimit} &lt; 1
   */
  public static Reference of(Structure structure, DufmProblem problem, int widthLimit) {
    return structure == Structure.BEST_KNOWN
        ? bestKnown(problem, widthLimit, named(problem, widthLimit))
        : named(structure, problem, widthLimit);
  }

  /** The best known point, if it is below every reference of {@code named}. */
  private static Reference bestKnown(DufmProblem problem, int widthLimit, List<Reference> named) {
    Reference found = named(Structure.BEST_KNOWN, problem, widthLimit);
    Optional<Prediction> lowest = lowest(named);
    if (found instanceof Prediction point
        && lowest.isPresent()
        && point.loss() >= lowest.get().loss() * (1 - SAME)) {
      return new Unavailable(Structure.BEST_KNOWN, Obstacles.notBelow(lowest.get().structure()));
    }
    return found;
  }

  /** The reference of least loss: the best known solution, never claimed to be the optimum. */
  public static Optional<Prediction> lowest(List<? extends Reference> references) {
    return references.stream()
        .filter(Prediction.class::isInstance)
        .map(Prediction.class::cast)
        .min(Comparator.comparingDouble(Prediction::loss));
  }

  private static Reference named(Structure structure, DufmProblem problem, int widthLimit) {
    if (widthLimit < 1) {
      throw new IllegalArgumentException("the width limit must be at least 1, got " + widthLimit);
    }
    Optional<String> obstacle = Obstacles.of(structure, problem, widthLimit);
    if (obstacle.isPresent()) {
      return new Unavailable(structure, obstacle.get());
    }
    Blueprint blueprint = blueprint(structure, problem, widthLimit);
    int needed = blueprint.width();
    return needed > widthLimit
        ? new Unavailable(structure, Obstacles.tooWide(structure, needed, widthLimit))
        : Prediction.of(structure, blueprint, problem);
  }

  /** The references available within the default width limit; DNC is always the first. */
  public static List<Prediction> predictions(DufmProblem problem) {
    return predictions(problem, defaultWidthLimit(problem));
  }

  /**
   * The references available within a width limit; DNC is the first where it is among them.
   *
   * @param widthLimit d ≥ 1, the least width of the hidden layers
   * @throws IllegalArgumentException if {@code widthLimit} &lt; 1
   */
  public static List<Prediction> predictions(DufmProblem problem, int widthLimit) {
    return of(problem, widthLimit).stream()
        .filter(Prediction.class::isInstance)
        .map(Prediction.class::cast)
        .toList();
  }

  /**
   * The structure's formula alone, without building any matrix.
   *
   * @throws IllegalArgumentException if the structure is unavailable; the message says why
   */
  static ClosedForm closedForm(Structure structure, DufmProblem problem) {
    int widthLimit = defaultWidthLimit(problem);
    Obstacles.of(structure, problem, widthLimit)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return blueprint(structure, problem, widthLimit).closedForm();
  }

  private static Blueprint blueprint(Structure structure, DufmProblem problem, int widthLimit) {
    return switch (structure) {
      case DNC -> new Dnc(problem);
      case SRG -> new Srg(problem, graph(problem));
      case SRG_CONSTANT_ROW ->
          new SrgConstantRow(
              problem, graph(problem), ConstantRow.best(graph(problem), problem.depth()));
      case SRG_SUBSETS ->
          new SrgSubsets(
              problem, SubsetCode.best(graph(problem), problem.loss(), widthLimit).orElseThrow());
      case EDGE_CODE -> EdgeCode.best(problem, widthLimit);
      case SUBSET_CODE -> SetCode.best(problem, widthLimit);
      case PAIRED_CODE -> new PairedCode(problem);
      case SPHERICAL_CODE -> SphericalCode.best(problem, widthLimit);
      case ORTHOPLEX -> new Orthoplex(problem);
      case KGON -> new Kgon(problem);
      case BEST_KNOWN -> KnownPoints.lowest(problem, widthLimit).orElseThrow().blueprint();
    };
  }

  private static TriangularGraph graph(DufmProblem problem) {
    return TriangularGraph.ofClasses(problem.classes()).orElseThrow();
  }
}
