package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The best code of low rank that a search finds for linear models under cross-entropy: Z_1 = XᵀX
 * with one point of r-dimensional space for each class (X is r×K, its columns of any length). The
 * orthoplex and the K-gon are such codes of rank K/2 and 2.
 *
 * <p>With X = USVᵀ all factors are S^{2/(L+1)} up to V and of equal norm, so that c = Σ_i
 * s_i^{4/(L+1)}; the fit is the mean over classes of log(1 + Σ_j e^{−t m_j}) with the margins m_j
 * of the class. X is exact as a construction, and not known to be the best one.
 *
 * @param code X
 * @param origin the code that the search started from; empty for random points
 */
record SphericalCode(DufmProblem problem, DMatrixRMaj code, String origin) implements Blueprint {

  /** Beyond this the search takes too long. */
  static final int MOST_CLASSES = 60;

  private static final int MOST_RANKS = 6;
  private static final int MOST_STARTS = 4;
  private static final int WORK = 60; // classes times starts of a rank

  SphericalCode(DufmProblem problem, DMatrixRMaj code) {
    this(problem, code, "");
  }

  /** The best found with at most {@code widthLimit} neurons in each layer. */
  static SphericalCode best(DufmProblem problem, int widthLimit) {
    int most = Math.min(Math.min(MOST_RANKS, problem.classes() - 2), widthLimit);
    int starts = Math.max(2, Math.min(MOST_STARTS, WORK / problem.classes()));
    return IntStream.rangeClosed(2, most)
        .boxed()
        .flatMap(
            rank ->
                IntStream.range(0, starts)
                    .mapToObj(start -> new CodeDescent(problem).from(rank, start)))
        .map(code -> new SphericalCode(problem, code))
        .min(Comparator.comparingDouble(found -> found.closedForm().minimum(problem).value()))
        .orElseThrow();
  }

  @Override
  public ClosedForm closedForm() {
    double exponent = 4.0 / (problem.depth() + 1);
    double constant =
        PredictedSpectrum.of(code).singularValues().stream()
            .mapToDouble(value -> Math.pow(value, exponent))
            .sum();
    return new ClosedForm(constant, RayFit.logits(logits(code)));
  }

  /** XᵀX. */
  static DMatrixRMaj logits(DMatrixRMaj code) {
    DMatrixRMaj logits = new DMatrixRMaj(code.numCols, code.numCols);
    CommonOps_DDRM.multInner(code, logits);
    return logits;
  }

  @Override
  public Construction construction() {
    ThinSvd svd = ThinSvd.of(code);
    double exponent = 2.0 / (problem.depth() + 1);
    DMatrixRMaj share =
        CommonOps_DDRM.diag(Arrays.stream(svd.values()).map(s -> Math.pow(s, exponent)).toArray());
    DMatrixRMaj means = MatrixOps.product(share, svd.right());
    List<DMatrixRMaj> weights = new ArrayList<>(Collections.nCopies(problem.depth() - 1, share));
    weights.add(MatrixOps.transpose(means));
    return new Construction(means, weights);
  }

  @Override
  public int width() {
    return code.numRows;
  }

  @Override
  public String detail() {
    String rank = "numerical: rank %d".formatted(PredictedSpectrum.of(code).rank());
    return origin.isEmpty() ? rank : rank + ", from " + origin;
  }
}
