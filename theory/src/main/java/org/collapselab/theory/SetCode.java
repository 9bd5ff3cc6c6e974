package org.collapselab.theory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Classes as distinct non-empty sets of any size of r vertices, K ≤ 2^r − 1, so that rank
 * ⌈log₂(K+1)⌉ is enough. B (r×K) has the columns 1_S/√|S|; σ(M_2) … σ(M_{L−1}) are multiples of B,
 * up to scales of the vertices ({@link VertexScales}); layer L has the {@link CodeNeurons}, and W_L
 * is the least left inverse of σ(M_L) = A. Not in [S].
 *
 * <p>Let s_v be column v's share of ‖V‖_F² = 1 and C = diag(√s) B. Then c^{L+1} = ‖DC‖_*² q^{L−2}
 * ‖A⁺‖_F² with q = Σ_v d_v^{−2/(L−2)}, as for the edge code. Family, neurons and scales are
 * searched for numerically: the result is exact as a construction, and an upper bound of what sets
 * of r vertices can do.
 *
 * @param tried families whose cost was computed
 */
record SetCode(
    DufmProblem problem, SetFamily family, CodeNeurons neurons, VertexScales scales, int tried)
    implements Blueprint {

  /** Beyond this the search takes too long. */
  static final int MOST_CLASSES = 31;

  private static final int BEAM = 2;
  private static final int WORKED_OUT = 2;

  /** The least r with 2^r − 1 ≥ K. */
  static int leastVertices(int classes) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(classes);
  }

  /**
   * The best found with at most {@code widthLimit} ≥ K neurons in each layer, on the least number
   * of vertices or one more. Graphs are left to the edge code and SRG.
   */
  static SetCode best(DufmProblem problem, int widthLimit) {
    int least = leastVertices(problem.classes());
    return IntStream.rangeClosed(least, Math.min(least + 1, problem.classes() - 1))
        .boxed()
        .flatMap(vertices -> best(problem, vertices, widthLimit).stream())
        .min(Comparator.comparingDouble(SetCode::logVolume))
        .orElseThrow();
  }

  private static List<SetCode> best(DufmProblem problem, int vertices, int widthLimit) {
    FamilySearch search =
        FamilySearch.of(vertices, problem.classes(), family -> rank(family, problem), BEAM);
    return search.families().stream()
        .filter(family -> !family.graph())
        .limit(WORKED_OUT)
        .flatMap(family -> workedOut(problem, family, search.tried(), widthLimit).stream())
        .toList();
  }

  private static Optional<SetCode> workedOut(
      DufmProblem problem, SetFamily family, int tried, int widthLimit) {
    return CodeNeurons.best(family.matrix(), problem.loss(), widthLimit)
        .filter(neurons -> Arrays.stream(neurons.vertexShares()).allMatch(share -> share > 0))
        .map(
            neurons ->
                new SetCode(
                    problem,
                    family,
                    neurons,
                    VertexScales.of(weighted(family, neurons), problem.depth()),
                    tried));
  }

  /** C = diag(√s) B. */
  private static DMatrixRMaj weighted(SetFamily family, CodeNeurons neurons) {
    DMatrixRMaj weighted = family.matrix();
    CommonOps_DDRM.multRows(roots(neurons), weighted);
    return weighted;
  }

  private static double[] roots(CodeNeurons neurons) {
    return Arrays.stream(neurons.vertexShares()).map(Math::sqrt).toArray();
  }

  /**
   * The logarithm of c^{L+1} with first neurons and D = diag(1/√s); infinite for a rank below r.
   */
  private static double rank(SetFamily family, DufmProblem problem) {
    DMatrixRMaj classes = family.matrix();
    PredictedSpectrum spectrum = PredictedSpectrum.of(classes);
    if (family.classes() < family.vertices() || spectrum.rank() < family.vertices()) {
      return Double.POSITIVE_INFINITY;
    }
    int layers = problem.depth() - 2;
    return CodeNeurons.ranked(classes, problem.loss())
        .map(
            neurons ->
                2 * Math.log(spectrum.nuclearNorm())
                    + layers
                        * Math.log(
                            Arrays.stream(neurons.vertexShares())
                                .map(share -> Math.pow(share, 1.0 / layers))
                                .sum())
                    + Math.log(neurons.inverseNormSquared()))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private double logVolume() {
    return scales.logCost(weighted(family, neurons), problem.depth())
        + Math.log(neurons.inverseNormSquared());
  }

  @Override
  public ClosedForm closedForm() {
    return ClosedForm.ofLogVolume(logVolume(), problem.depth(), Readout.fit(problem));
  }

  @Override
  public Construction construction() {
    DMatrixRMaj separator = neurons.rows().copy();
    CommonOps_DDRM.divideCols(separator, roots(neurons));
    return scales.construction(weighted(family, neurons), separator, problem);
  }

  @Override
  public int width() {
    return Math.max(family.vertices(), neurons.rows().numRows);
  }

  @Override
  public String detail() {
    String sizes =
        Arrays.stream(family.sizes()).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    return "numerical: r = %d, sets of size 1 to %d: %s, best of %d %s, %d neurons in layer %d"
        .formatted(
            family.vertices(),
            family.vertices(),
            sizes,
            tried,
            tried == 1 ? "family" : "families",
            neurons.rows().numRows,
            problem.depth());
  }
}
