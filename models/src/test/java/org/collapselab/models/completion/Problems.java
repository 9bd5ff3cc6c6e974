package org.collapselab.models.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.collapselab.models.completion.CompletionProblem.Entry;
import org.ejml.data.DMatrixRMaj;

/** Small problems, and their objective in plain loops. */
final class Problems {
  private Problems() {}

  static CompletionProblem uneven(int depth, double lambda) {
    return CompletionProblem.draw(new CompletionSpec(4, 5, 2, 0.6, depth, 3, lambda, 11));
  }

  static CompletionTraining training(double rate, long steps, int batch, long warmup, long seed) {
    return new CompletionTraining(
        rate, steps, OptionalInt.of(batch), warmup, 0.3, 500, 0.1, 1.5, seed);
  }

  static CompletionOutcome run(CompletionProblem problem, CompletionTraining training) {
    return CompletionSolver.run(problem, training, look -> {}, () -> false);
  }

  /** Straight from the definition, entry by entry. */
  static double objective(CompletionProblem problem, CompletionPoint point) {
    double fit = 0;
    for (Entry entry : problem.observed()) {
      double error = entry(point, entry) - problem.target().get(entry.row(), entry.column());
      fit += error * error;
    }
    double squares = 0;
    for (DMatrixRMaj layer : point.layers()) {
      for (double weight : layer.data) {
        squares += weight * weight;
      }
    }
    return fit / (2 * problem.observed().size()) + problem.spec().lambda() / 2 * squares;
  }

  static double entry(CompletionPoint point, Entry entry) {
    double[] column = new double[point.layers().get(0).numCols];
    column[entry.column()] = 1;
    for (DMatrixRMaj layer : point.layers()) {
      double[] next = new double[layer.numRows];
      for (int i = 0; i < layer.numRows; i++) {
        for (int j = 0; j < layer.numCols; j++) {
          next[i] += layer.get(i, j) * column[j];
        }
      }
      column = next;
    }
    return column[entry.row()];
  }

  /** Central differences of the plain objective, layer by layer. */
  static List<DMatrixRMaj> slopes(CompletionProblem problem, CompletionPoint point) {
    CompletionPoint moved = point.copy();
    List<DMatrixRMaj> slopes = new ArrayList<>();
    for (DMatrixRMaj layer : moved.layers()) {
      DMatrixRMaj slope = new DMatrixRMaj(layer.numRows, layer.numCols);
      for (int i = 0; i < layer.data.length; i++) {
        double at = layer.data[i];
        layer.data[i] = at + 1e-5;
        double above = objective(problem, moved);
        layer.data[i] = at - 1e-5;
        slope.data[i] = (above - objective(problem, moved)) / 2e-5;
        layer.data[i] = at;
      }
      slopes.add(slope);
    }
    return slopes;
  }
}
