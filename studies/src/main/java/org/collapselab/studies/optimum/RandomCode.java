package org.collapselab.studies.optimum;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.collapselab.theory.Construction;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A random solution with ReLU: classes are distinct non-empty sets S of r vertices, B (r×K) has the
 * columns 1_S/√|S|; M_1 = B, W_1 … W_{L−2} = I_r, W_{L−1} is Gaussian, W_L a damped pseudo-inverse
 * of σ(M_L). If r vertices have too few sets, the columns of B are the moduli of Gaussian vectors.
 * At L = 2 no ReLU acts on B, which is Gaussian then. From L = 4 on half of them have fewer
 * vertices, and a Gaussian W_{L−2} leads to r neurons in layer L − 1: the deeper the model, the
 * later the best known solutions spread out.
 */
final class RandomCode {
  private static final int MOST_VERTICES = 30;
  private static final double DAMPING = 1e-3;

  private final DufmProblem problem;
  private final int rank;
  private final Random random;

  RandomCode(DufmProblem problem, int rank, Random random) {
    this.problem = problem;
    this.rank = rank;
    this.random = random;
  }

  private boolean enoughSets(int vertices) {
    return vertices <= MOST_VERTICES && problem.classes() <= (1 << vertices) - 1;
  }

  /** Factors whose layers 1 … L − 1 have r neurons, and layer L {@code width}. */
  Construction draw(int width) {
    boolean late = problem.depth() >= 4 && rank >= 3 && random.nextBoolean();
    int vertices = late ? 2 + random.nextInt(rank - 2) : rank;
    DMatrixRMaj means = means(vertices);
    List<DMatrixRMaj> weights =
        new ArrayList<>(
            Collections.nCopies(problem.depth() - 2, CommonOps_DDRM.identity(vertices)));
    DMatrixRMaj last = means;
    if (late) {
      DMatrixRMaj spread = gaussian(rank, vertices);
      weights.set(weights.size() - 1, spread);
      last = rectified(CommonOps_DDRM.mult(spread, means, null));
    }
    DMatrixRMaj neurons = gaussian(width, rank);
    weights.add(neurons);
    weights.add(readout(rectified(CommonOps_DDRM.mult(neurons, last, null))));
    return new Construction(means, weights);
  }

  private DMatrixRMaj means(int vertices) {
    if (problem.depth() > 2 && enoughSets(vertices)) {
      return sets(vertices);
    }
    DMatrixRMaj means = gaussian(vertices, problem.classes());
    if (problem.depth() > 2) {
      CommonOps_DDRM.abs(means);
    }
    return means;
  }

  private DMatrixRMaj sets(int vertices) {
    int classes = problem.classes();
    Set<Integer> masks = new LinkedHashSet<>();
    int largest = largestSize(vertices);
    while (masks.size() < classes) {
      int mask = 1 + random.nextInt((1 << vertices) - 1);
      if (Integer.bitCount(mask) <= largest) {
        masks.add(mask);
      }
    }
    DMatrixRMaj means = new DMatrixRMaj(vertices, classes);
    int column = 0;
    for (int mask : masks) {
      for (int vertex = 0; vertex < vertices; vertex++) {
        means.set(vertex, column, (mask >> vertex & 1) / Math.sqrt(Integer.bitCount(mask)));
      }
      column++;
    }
    return means;
  }

  /** A random bound on |S| that leaves K sets or more. */
  private int largestSize(int vertices) {
    int least = 0;
    double sets = 0;
    double ofSize = 1;
    while (sets < problem.classes()) {
      least++;
      ofSize = ofSize * (vertices - least + 1) / least;
      sets += ofSize;
    }
    return least + random.nextInt(Math.min(2, vertices - least) + 1);
  }

  /** (AᵀA + εI)⁻¹Aᵀ, centred under cross-entropy. */
  private DMatrixRMaj readout(DMatrixRMaj features) {
    DMatrixRMaj gram = new DMatrixRMaj(features.numCols, features.numCols);
    CommonOps_DDRM.multInner(features, gram);
    double damping = DAMPING * CommonOps_DDRM.trace(gram) / gram.numRows + Double.MIN_NORMAL;
    for (int i = 0; i < gram.numRows; i++) {
      gram.add(i, i, damping);
    }
    CommonOps_DDRM.invert(gram);
    DMatrixRMaj readout = new DMatrixRMaj(gram.numRows, features.numRows);
    CommonOps_DDRM.multTransB(gram, features, readout);
    if (problem.loss() == Loss.CE) {
      DMatrixRMaj columnMeans = CommonOps_DDRM.sumCols(readout, null);
      for (int i = 0; i < readout.numRows; i++) {
        for (int j = 0; j < readout.numCols; j++) {
          readout.add(i, j, -columnMeans.get(j) / readout.numRows);
        }
      }
    }
    return readout;
  }

  private static DMatrixRMaj rectified(DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = Math.max(matrix.data[i], 0);
    }
    return matrix;
  }

  private DMatrixRMaj gaussian(int rows, int columns) {
    DMatrixRMaj drawn = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < drawn.getNumElements(); i++) {
      drawn.data[i] = random.nextGaussian();
    }
    return drawn;
  }
}
