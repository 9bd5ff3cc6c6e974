package org.collapselab.studies.optimum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.studies.dufm.Embedding;
import org.collapselab.theory.Construction;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Makes the points of {@link StartPlan}. The same seed and start give the same point. */
final class StartPoint {
  private static final double[] NOISE = {1e-3, 1e-2};
  private static final double[] MSE_SCALES = {0.3, 0.6, 0.9};
  private static final double[] CE_SCALES = {1, 2, 4, 8, 16};

  private final OptimumProblem problem;
  private final List<Prediction> references;
  private final long seed;

  StartPoint(OptimumProblem problem, List<Prediction> references, long seed) {
    this.problem = problem;
    this.references = references;
    this.seed = seed;
  }

  DufmPoint of(OptimumStart start) {
    DufmSpec spec = problem.spec();
    return switch (start.kind()) {
      case ZERO -> Embedding.of(zero(), spec);
      case REFERENCE ->
          Embedding.of(reference(start), spec)
              .perturbed(NOISE[start.number() % NOISE.length], mixed(start));
      case CODE -> code(start);
      case GAUSSIAN -> Embedding.of(gaussian(start), spec);
      case POLISHED, PERTURBED ->
          throw new IllegalArgumentException(start + " begins where another one ended");
    };
  }

  /** A Gaussian start instead where no class makes any neuron of layer L answer. */
  private DufmPoint code(OptimumStart start) {
    DufmPoint point =
        balanced(
            new RandomCode(problem.problem(), start.rank(), random(start)).draw(problem.width()));
    return Double.isFinite(DufmSolver.loss(point))
        ? point
        : Embedding.of(gaussian(start), problem.spec());
  }

  /** For noise and draws: different for every start. */
  long mixed(OptimumStart start) {
    return seed * 1_000_003L + start.id().hashCode();
  }

  private Random random(OptimumStart start) {
    return new Random(mixed(start));
  }

  private Construction reference(OptimumStart start) {
    return references.stream()
        .filter(prediction -> prediction.structure().label().equals(start.detail()))
        .map(Prediction::scaled)
        .findFirst()
        .orElseThrow();
  }

  private Construction zero() {
    int classes = problem.problem().classes();
    List<DMatrixRMaj> weights = new ArrayList<>();
    for (int l = 1; l <= problem.problem().depth(); l++) {
      weights.add(new DMatrixRMaj(l == problem.problem().depth() ? classes : 1, 1));
    }
    return new Construction(new DMatrixRMaj(1, classes), weights);
  }

  /** He's variances for the neurons that there are. */
  private Construction gaussian(OptimumStart start) {
    DufmProblem objective = problem.problem();
    Random random = random(start);
    int depth = objective.depth();
    DMatrixRMaj means = gaussian(start.rank(), objective.classes(), 1.0 / start.rank(), random);
    List<DMatrixRMaj> weights = new ArrayList<>();
    int columns = start.rank();
    for (int l = 1; l <= depth; l++) {
      int wide = l == depth - 1 && objective.rectified() ? problem.width() : start.rank();
      int rows = l == depth ? objective.classes() : wide;
      double gain = l >= 2 && objective.rectified() ? 2 : 1;
      weights.add(gaussian(rows, columns, gain / columns, random));
      columns = rows;
    }
    return new Construction(means, weights);
  }

  private static DMatrixRMaj gaussian(int rows, int columns, double variance, Random random) {
    DMatrixRMaj drawn = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < drawn.getNumElements(); i++) {
      drawn.data[i] = Math.sqrt(variance) * random.nextGaussian();
    }
    return drawn;
  }

  /** All penalties equal, at the best of a few scales of Z. */
  private DufmPoint balanced(Construction unit) {
    double[] scales = problem.problem().loss() == Loss.MSE ? MSE_SCALES : CE_SCALES;
    return Arrays.stream(scales)
        .mapToObj(scale -> Embedding.of(balanced(unit, scale), problem.spec()))
        .min(Comparator.comparingDouble(DufmSolver::loss))
        .orElseThrow();
  }

  private Construction balanced(Construction unit, double scale) {
    DufmSpec spec = problem.spec();
    List<Double> norms = unit.normsSquared();
    int factors = norms.size();
    double logs = 2 * Math.log(scale);
    for (int i = 0; i < factors; i++) {
      logs += Math.log(spec.weight(i) * norms.get(i));
    }
    double share = Math.exp(logs / factors);
    DMatrixRMaj means = unit.means();
    CommonOps_DDRM.scale(Math.sqrt(share / (spec.weight(0) * norms.get(0))), means);
    List<DMatrixRMaj> weights = unit.weights();
    for (int l = 1; l < factors; l++) {
      CommonOps_DDRM.scale(Math.sqrt(share / (spec.weight(l) * norms.get(l))), weights.get(l - 1));
    }
    return new Construction(means, weights);
  }
}
