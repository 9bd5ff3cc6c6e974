package org.collapselab.theory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The reference solutions of a problem.
 *
 * <p>MSE with ReLU has DNC, SRG and SRG with a constant row; MSE without has DNC only.
 * Cross-entropy with ReLU has the same three; without ReLU it has DNC, the orthoplex and the K-gon.
 * None is claimed to be the global minimum.
 */
public final class References {

  private References() {}

  /** One reference for every structure, in the order of {@link Structure}. */
  public static List<Reference> of(DufmProblem problem) {
    return Arrays.stream(Structure.values()).map(structure -> of(structure, problem)).toList();
  }

  /** What is known of one structure. */
  public static Reference of(Structure structure, DufmProblem problem) {
    Optional<String> obstacle = Obstacles.of(structure, problem);
    return obstacle.isPresent()
        ? new Unavailable(structure, obstacle.get())
        : Prediction.of(structure, blueprint(structure, problem), problem);
  }

  /** The available references only; DNC is always the first. */
  public static List<Prediction> predictions(DufmProblem problem) {
    return of(problem).stream()
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
    Obstacles.of(structure, problem)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return blueprint(structure, problem).closedForm();
  }

  private static Blueprint blueprint(Structure structure, DufmProblem problem) {
    return switch (structure) {
      case DNC -> new Dnc(problem);
      case SRG -> new Srg(problem, graph(problem));
      case SRG_CONSTANT_ROW ->
          new SrgConstantRow(
              problem, graph(problem), ConstantRow.best(graph(problem), problem.depth()));
      case ORTHOPLEX -> new Orthoplex(problem);
      case KGON -> new Kgon(problem);
    };
  }

  private static TriangularGraph graph(DufmProblem problem) {
    return TriangularGraph.ofClasses(problem.classes()).orElseThrow();
  }
}
