package org.collapselab.models.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleUnaryOperator;
import org.collapselab.models.completion.CompletionOutcome.End;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;

/** One training in progress. */
final class CompletionRun {
  private static final double DIVERGENCE = 1e6;

  private final CompletionProblem problem;
  private final CompletionTraining training;
  private final CompletionPoint point;
  private final FullGradient full;
  private final DoubleUnaryOperator descend; // a step at a rate → the fit before it
  private final Residual residual;
  private final List<CompletionLook> looks = new ArrayList<>();
  private CompletionPoint lastLooked;
  private long step;

  CompletionRun(CompletionProblem problem, CompletionTraining training, CompletionPoint start) {
    this.problem = problem;
    this.training = training;
    point = start.copy();
    full = new FullGradient(problem, point);
    Random batches = RandomPart.MINI_BATCHES.of(training.seed());
    descend =
        training.batch().isPresent()
            ? new Stochastic(problem, point, training.batch().getAsInt(), batches)::step
            : full::step;
    residual = new Residual(problem);
  }

  CompletionOutcome take(CompletionListener listener, BooleanSupplier stop) {
    long total = training.warmupSteps() + training.steps();
    boolean finite = look(listener);
    while (finite && step < total) {
      if (stop.getAsBoolean()) {
        return outcome(End.STOPPED);
      }
      finite = advance(nextLook(total)) && look(listener);
    }
    return outcome(finite ? End.FINISHED : End.DIVERGED);
  }

  private long nextLook(long total) {
    long next = Math.min((step / training.lookEvery() + 1) * training.lookEvery(), total);
    return step < training.warmupSteps() ? Math.min(next, training.warmupSteps()) : next;
  }

  /** False if the run diverged on the way. */
  private boolean advance(long target) {
    boolean warm = step < training.warmupSteps();
    while (step < target) {
      double fit =
          warm ? full.step(training.warmupRate()) : descend.applyAsDouble(training.learningRate());
      step++;
      if (!(fit <= DIVERGENCE)) {
        return false;
      }
    }
    return true;
  }

  private boolean look(CompletionListener listener) {
    DMatrixRMaj product = point.product();
    double fit = residual.fit(product);
    // Entries that are not observed may grow beyond all bounds while the fit stays small.
    if (!(fit <= DIVERGENCE && NormOps_DDRM.fastNormF(product) <= DIVERGENCE)) {
      return false;
    }
    CompletionSpec spec = problem.spec();
    List<Double> spectrum = spectrum(product);
    CompletionLook look =
        new CompletionLook(
            step,
            CompletionLook.rank(spectrum, spec.depth(), training.rankTolerance()),
            fit,
            spec.lambda() / 2 * squaredNorm(point.layers()),
            Math.sqrt(squaredNorm(full.gradient())),
            residual.testError(product),
            spectrum);
    looks.add(look);
    lastLooked = point.copy();
    listener.looked(look);
    return true;
  }

  private static double squaredNorm(List<DMatrixRMaj> matrices) {
    return matrices.stream().mapToDouble(m -> RowMajor.dot(m.data, m.data)).sum();
  }

  /** The SVD does not converge where squares underflow, so the matrix is scaled before. */
  static List<Double> spectrum(DMatrixRMaj matrix) {
    double largest = CommonOps_DDRM.elementMaxAbs(matrix);
    int count = Math.min(matrix.numRows, matrix.numCols);
    if (largest < Double.MIN_NORMAL) {
      return Collections.nCopies(count, 0.0);
    }
    DMatrixRMaj scaled = matrix.copy();
    CommonOps_DDRM.divide(scaled, largest);
    double[] values = SingularOps_DDRM.singularValues(scaled);
    return Arrays.stream(values).map(s -> -s).sorted().map(s -> -s * largest).boxed().toList();
  }

  private CompletionOutcome outcome(End end) {
    return new CompletionOutcome(end, step, looks, lastLooked);
  }
}
