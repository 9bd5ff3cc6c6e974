package org.collapselab.theory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * {@link SrgSubsets} for K that is not r(r−1)/2: classes are the edges of a simple graph on r
 * vertices, of K_r without some edges. The graph, the neurons of layer L ({@link SubsetNeurons})
 * and the scales of the vertices ({@link VertexScales}) are searched for numerically, so the result
 * is exact as a construction but not known to be the best of its kind. Not in [S].
 *
 * <p>c^{L+1} = ‖DB‖_*² q^{L−2} · ¼ · ‖A⁺‖_F², which is c of SRG for a complete graph, D = I and the
 * edges as neurons.
 *
 * <p>Graphs are ranked with D = I and all sets of one size as neurons; the best 30 again with their
 * D; the best three are worked out. r is the least possible, or for small K one more.
 *
 * @param tried graphs that were ranked
 * @param exhaustive whether these are all graphs with K edges on r vertices, none of them isolated
 */
record EdgeCode(
    DufmProblem problem,
    EdgeGraph graph,
    SubsetNeurons neurons,
    VertexScales scales,
    int tried,
    boolean exhaustive)
    implements Blueprint {

  /** Beyond this number of classes the search takes too long. */
  static final int MOST_CLASSES = 120;

  private static final double WORK = 1e8;
  // One vertex more than needed was never better at any K that was tried.
  private static final int MOST_CLASSES_FOR_MORE_VERTICES = 14;

  private static final int WIDEST_BEAM = 100;
  private static final int SCALED = 30;
  private static final int WORKED_OUT = 3;

  /** The best code found with at most {@code widthLimit} ≥ K neurons in each layer. */
  static EdgeCode best(DufmProblem problem, int widthLimit) {
    int classes = problem.classes();
    int least = EdgeCode.leastVertices(classes);
    int most = classes <= MOST_CLASSES_FOR_MORE_VERTICES ? Math.min(least + 1, classes) : least;
    return IntStream.rangeClosed(least, most)
        .boxed()
        .flatMap(vertices -> best(problem, vertices, widthLimit).stream())
        .min(Comparator.comparingDouble(EdgeCode::logVolume))
        .orElseThrow();
  }

  private static List<EdgeCode> best(DufmProblem problem, int vertices, int widthLimit) {
    int classes = problem.classes();
    int deleted = new TriangularGraph(vertices).classes() - classes;
    double perGraph = Math.pow(classes + deleted, 3);
    int beam = (int) Math.max(4, Math.min(WORK / (deleted * perGraph), WIDEST_BEAM));
    int size = rankingSize(vertices, problem.loss(), widthLimit);
    GraphSearch search =
        GraphSearch.of(vertices, classes, graph -> rank(graph, size, problem.loss()), beam);
    return search.graphs().stream()
        .limit(SCALED)
        .sorted(Comparator.comparingDouble(graph -> scaledRank(graph, size, problem)))
        .limit(WORKED_OUT)
        .map(graph -> workedOut(problem, graph, search, widthLimit))
        .toList();
  }

  private static EdgeCode workedOut(
      DufmProblem problem, EdgeGraph graph, GraphSearch search, int widthLimit) {
    return new EdgeCode(
        problem,
        graph,
        SubsetNeurons.best(graph, problem.loss(), widthLimit),
        VertexScales.of(graph.incidence(), problem.depth()),
        search.tried(),
        search.exhaustive());
  }

  /** The least r with r(r−1)/2 ≥ K. */
  static int leastVertices(int classes) {
    TriangularGraph within = TriangularGraph.largestWithin(Math.max(classes, 3));
    return within.classes() >= classes ? within.vertices() : within.vertices() + 1;
  }

  private static int rankingSize(int vertices, Loss loss, int widthLimit) {
    return SubsetCode.best(new TriangularGraph(vertices), loss, widthLimit)
        .map(code -> code.levels().get(0).size())
        .orElse(2);
  }

  /** log of ‖B‖_*² ‖A_s⁺‖_F², up to what all graphs on r vertices share. */
  private static double rank(EdgeGraph graph, int size, Loss loss) {
    double nuclearNorm = PredictedSpectrum.of(graph.incidence()).nuclearNorm();
    return 2 * Math.log(nuclearNorm) + Math.log(inverseNormSquared(graph, size, loss));
  }

  /** The same with the best scales of the vertices: log of ‖DB‖_*² q^{L−2} ‖A_s⁺‖_F². */
  private static double scaledRank(EdgeGraph graph, int size, DufmProblem problem) {
    DMatrixRMaj incidence = graph.incidence();
    int depth = problem.depth();
    return VertexScales.of(incidence, depth).logCost(incidence, depth)
        + Math.log(inverseNormSquared(graph, size, problem.loss()));
  }

  /** ‖A_s⁺‖_F²; an edge pair lies in C(r−u, s−u) sets, u being the vertices it has. */
  private static double inverseNormSquared(EdgeGraph graph, int size, Loss loss) {
    int classes = graph.classes();
    if (size == 2) {
      return classes; // of A ∝ I, up to a constant
    }
    double[] sets = new double[5];
    for (int u = 2; u <= Math.min(4, size); u++) {
      sets[u] = SubsetLevel.binomial(graph.vertices() - u, size - u);
    }
    DMatrixRMaj gram = new DMatrixRMaj(classes, classes);
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        gram.set(i, j, sets[graph.union(i, j)]);
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(classes);
    if (!solver.setA(gram)) {
      return Double.POSITIVE_INFINITY;
    }
    DMatrixRMaj inverse = new DMatrixRMaj(classes, classes);
    solver.invert(inverse);
    double constant = loss == Loss.MSE ? 0 : CommonOps_DDRM.elementSum(inverse) / classes;
    return CommonOps_DDRM.trace(inverse) - constant;
  }

  private double logVolume() {
    return scales.logCost(graph.incidence(), problem.depth())
        - Math.log(4)
        + Math.log(neurons.inverseNormSquared());
  }

  @Override
  public ClosedForm closedForm() {
    return ClosedForm.ofLogVolume(logVolume(), problem.depth(), Readout.fit(problem));
  }

  @Override
  public Construction construction() {
    return scales.construction(graph.incidence(), neurons.separator(graph.vertices()), problem);
  }

  @Override
  public int width() {
    return Math.max(graph.vertices(), neurons.subsets().size());
  }

  @Override
  public String detail() {
    String degrees =
        Arrays.stream(graph.degrees())
            .boxed()
            .sorted(Comparator.reverseOrder())
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    return "numerical: r = %d, degrees %s, best of %s%d %s, s = %s, %d neurons in layer %d"
        .formatted(
            graph.vertices(),
            degrees,
            exhaustive ? "all " : "",
            tried,
            tried == 1 ? "graph" : "graphs",
            neurons.sizes(),
            neurons.subsets().size(),
            problem.depth());
  }
}
