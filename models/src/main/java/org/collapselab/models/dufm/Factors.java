package org.collapselab.models.dufm;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;

/** H_1, W_1, …, W_L, or as many gradients or velocities, one after another in memory. */
final class Factors {
  private final DoubleBuffer memory;
  private final List<Matrix> matrices = new ArrayList<>();

  Factors(DufmSpec spec) {
    memory = Matrix.memory(spec.parameters());
    int offset = 0;
    for (int i = 0; i <= spec.depth(); i++) {
      Matrix matrix = new Matrix(spec.rows(i), spec.columns(i), memory, offset);
      matrices.add(matrix);
      offset += matrix.size();
    }
  }

  Matrix get(int factor) {
    return matrices.get(factor);
  }

  void load(double[] flat) {
    memory.put(0, flat);
  }

  void store(double[] flat) {
    memory.get(0, flat);
  }

  double normSquared() {
    return matrices.stream().mapToDouble(matrix -> matrix.dot(matrix)).sum();
  }
}
