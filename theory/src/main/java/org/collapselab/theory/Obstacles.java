package org.collapselab.theory;

import java.util.List;
import java.util.Optional;

/**
 * Why a structure has no construction of its own in a problem. A structure that coincides with
 * another one counts as unavailable, so that no solution is listed twice.
 */
final class Obstacles {

  private Obstacles() {}

  /** One sentence that states the first obstacle; empty if the structure is available. */
  static Optional<String> of(Structure structure, DufmProblem problem, int widthLimit) {
    return switch (structure) {
      case DNC -> Optional.empty();
      case SRG -> srg(problem);
      case SRG_CONSTANT_ROW -> srg(problem).or(() -> constantRow(problem));
      case SRG_SUBSETS -> srg(problem).or(() -> subsets(problem, widthLimit));
      case EDGE_CODE -> rectified(structure, problem).or(() -> edgeCode(problem, widthLimit));
      case SUBSET_CODE -> rectified(structure, problem).or(() -> subsetCode(problem, widthLimit));
      case PAIRED_CODE -> pairedCode(problem);
      case SPHERICAL_CODE ->
          linearCode(structure, problem).or(() -> sphericalCode(problem, widthLimit));
      case ORTHOPLEX -> linearCode(structure, problem).or(() -> orthoplex(problem));
      case KGON -> linearCode(structure, problem).or(() -> kgon(problem));
      case BEST_KNOWN -> bestKnown(problem, widthLimit);
    };
  }

  private static Optional<String> bestKnown(DufmProblem problem, int widthLimit) {
    List<KnownPoint> points = KnownPoints.of(problem);
    if (points.isEmpty()) {
      return Optional.of(
          "No search for K = %d, L = %d, %s, %s comes with the program."
              .formatted(problem.classes(), problem.depth(), problem.loss(), problem.activation()));
    }
    int needed = points.stream().mapToInt(KnownPoint::width).min().orElseThrow();
    return needed > widthLimit
        ? Optional.of(tooWide(Structure.BEST_KNOWN, needed, widthLimit))
        : Optional.empty();
  }

  /** Why a point that a search found is not listed. */
  static String notBelow(Structure lowest) {
    return "No search has found a lower loss. %s has the lowest here.".formatted(name(lowest));
  }

  private static Optional<String> srg(DufmProblem problem) {
    return rectified(Structure.SRG, problem)
        .or(
            () ->
                TriangularGraph.ofClasses(problem.classes()).isEmpty()
                    ? Optional.of(notTriangular(problem.classes()))
                    : Optional.empty());
  }

  private static Optional<String> rectified(Structure structure, DufmProblem problem) {
    if (problem.activation() != Activation.RELU) {
      return Optional.of(
          name(structure) + " needs ReLU: only a ReLU turns its rank-r M_L into σ(M_L) of rank K.");
    }
    return problem.depth() >= 3
        ? Optional.empty()
        : Optional.of(name(structure) + " needs depth L ≥ 3; here L = " + problem.depth() + ".");
  }

  private static String notTriangular(int classes) {
    String need = "SRG needs K = r(r−1)/2 classes with r ≥ 3; K = " + classes + " is not, ";
    if (classes < 3) {
      return need + "and the smallest is K = 3 (r = 3).";
    }
    TriangularGraph below = TriangularGraph.largestWithin(classes);
    TriangularGraph above = new TriangularGraph(below.vertices() + 1);
    String nearest =
        "the nearest are K = %d (r = %d) and K = %d (r = %d)"
            .formatted(below.classes(), below.vertices(), above.classes(), above.vertices());
    return need
        + nearest
        + (classes <= EdgeCode.MOST_CLASSES ? "; the edge code takes other K." : ".");
  }

  private static Optional<String> edgeCode(DufmProblem problem, int widthLimit) {
    int classes = problem.classes();
    if (classes < 3) {
      return Optional.of(
          "A graph with K = 2 edges has 3 vertices or more: its rank is not below K; the edge code needs K ≥ 4.");
    }
    Optional<TriangularGraph> complete = TriangularGraph.ofClasses(classes);
    if (complete.isPresent()) {
      return Optional.of(
          "K = %d edges make the complete graph on r = %d vertices: the edge code is SRG with subset neurons."
              .formatted(classes, complete.get().vertices()));
    }
    if (classes > EdgeCode.MOST_CLASSES) {
      return Optional.of(
          "The edge code's graph is searched for up to K = %d classes; here K = %d."
              .formatted(EdgeCode.MOST_CLASSES, classes));
    }
    return classes > widthLimit
        ? Optional.of(tooWide(Structure.EDGE_CODE, classes, widthLimit))
        : Optional.empty();
  }

  private static Optional<String> subsetCode(DufmProblem problem, int widthLimit) {
    int classes = problem.classes();
    if (classes < 3) {
      return Optional.of(
          "Two classes are two sets of r = 2 vertices or more: its rank is not below K; the subset code needs K ≥ 3.");
    }
    if (classes > SetCode.MOST_CLASSES) {
      return Optional.of(
          "The subset code is searched for up to K = %d classes; here K = %d."
              .formatted(SetCode.MOST_CLASSES, classes));
    }
    return classes > widthLimit
        ? Optional.of(tooWide(Structure.SUBSET_CODE, classes, widthLimit))
        : Optional.empty();
  }

  private static Optional<String> sphericalCode(DufmProblem problem, int widthLimit) {
    int classes = problem.classes();
    if (problem.depth() == 1) {
      return Optional.of(
          "At L = 1 no code of lower rank beats DNC; the spherical code needs L ≥ 2.");
    }
    if (classes < 5) {
      return Optional.of(
          "With K = %d classes the codes of low rank are the orthoplex and the simplex; the spherical code needs K ≥ 5."
              .formatted(classes));
    }
    if (classes > SphericalCode.MOST_CLASSES) {
      return Optional.of(
          "The spherical code is searched for up to K = %d classes; here K = %d."
              .formatted(SphericalCode.MOST_CLASSES, classes));
    }
    return widthLimit < 2
        ? Optional.of(tooWide(Structure.SPHERICAL_CODE, 2, widthLimit))
        : Optional.empty();
  }

  private static Optional<String> pairedCode(DufmProblem problem) {
    if (problem.loss() != Loss.CE) {
      return Optional.of(
          "The paired code needs cross-entropy: MSE asks for Z ∝ I, whose rank is K; this code's is less.");
    }
    if (!problem.rectified()) {
      return Optional.of(
          "The paired code is the orthoplex code lifted above zero for ReLU; a linear model (or L = 1) has the orthoplex code itself.");
    }
    return problem.classes() >= 4
        ? Optional.empty()
        : Optional.of(
            "The paired code of K = %d classes has rank K; it needs K ≥ 4."
                .formatted(problem.classes()));
  }

  private static Optional<String> constantRow(DufmProblem problem) {
    TriangularGraph graph = TriangularGraph.ofClasses(problem.classes()).orElseThrow();
    int smallest = ConstantRow.smallestVertices(problem.depth());
    if (graph.vertices() >= smallest) {
      return Optional.empty();
    }
    return Optional.of(
        "The best constant row is γ = 0 for r = %d, which is SRG itself; at L = %d it helps from r = %d (K = %d)."
            .formatted(
                graph.vertices(),
                problem.depth(),
                smallest,
                new TriangularGraph(smallest).classes()));
  }

  private static Optional<String> subsets(DufmProblem problem, int widthLimit) {
    TriangularGraph graph = TriangularGraph.ofClasses(problem.classes()).orElseThrow();
    Optional<SubsetCode> best = SubsetCode.best(graph, problem.loss(), widthLimit);
    if (best.isEmpty()) {
      return Optional.of(tooWide(Structure.SRG_SUBSETS, graph.classes(), widthLimit));
    }
    if (!best.get().plain()) {
      return Optional.empty();
    }
    String same =
        "The best subset neurons for r = %d are s = 2, which is SRG itself; "
            .formatted(graph.vertices());
    return Optional.of(
        same
            + SubsetCode.fewestNeurons(graph, problem.loss())
                .map("with %d neurons or more in layer L others are better."::formatted)
                .orElse("no others are better."));
  }

  /** Why a structure of {@code needed} neurons is not built. */
  static String tooWide(Structure structure, int needed, int widthLimit) {
    return "%s needs a hidden layer of at least %d neurons; the limit is %d."
        .formatted(name(structure), needed, widthLimit);
  }

  private static String name(Structure structure) {
    return switch (structure) {
      case DNC -> "DNC";
      case SRG -> "SRG";
      case SRG_CONSTANT_ROW -> "SRG with a constant row";
      case SRG_SUBSETS -> "SRG with subset neurons";
      case EDGE_CODE -> "The edge code";
      case SUBSET_CODE -> "The subset code";
      case PAIRED_CODE -> "The paired code";
      case SPHERICAL_CODE -> "The spherical code";
      case ORTHOPLEX -> "The orthoplex code";
      case KGON -> "The K-gon code";
      case BEST_KNOWN -> "The best known point";
    };
  }

  private static Optional<String> linearCode(Structure structure, DufmProblem problem) {
    if (problem.loss() != Loss.CE) {
      return Optional.of(
          name(structure)
              + " needs cross-entropy: MSE asks for Z ∝ I, whose rank is K; this code's is less.");
    }
    if (problem.rectified()) {
      return Optional.of(
          name(structure)
              + " needs a linear model (or L = 1): ReLU cuts off its negative features.");
    }
    return Optional.empty();
  }

  private static Optional<String> orthoplex(DufmProblem problem) {
    int classes = problem.classes();
    if (classes % 2 != 0) {
      return Optional.of(
          "The orthoplex code pairs classes, so K must be even; K = %d is not, the nearest are %d and %d."
              .formatted(classes, Math.max(classes - 1, 4), classes + 1));
    }
    return classes >= 4
        ? Optional.empty()
        : Optional.of("The orthoplex code of K = 2 classes is the simplex of DNC; it needs K ≥ 4.");
  }

  private static Optional<String> kgon(DufmProblem problem) {
    if (problem.classes() >= 5) {
      return Optional.empty();
    }
    String same = problem.classes() == 4 ? "the orthoplex code" : "the simplex of DNC";
    return Optional.of(
        "The K-gon code of K = %d classes is %s; it needs K ≥ 5."
            .formatted(problem.classes(), same));
  }
}
