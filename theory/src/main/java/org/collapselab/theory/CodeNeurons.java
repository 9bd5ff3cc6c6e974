package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * ReLU neurons of layer L that make the K columns of B ≥ 0 (r×K) linearly independent: A = σ(VB)
 * has rank K. The rows of V are first 1_T − q·1_{T^c} for all vertex sets T and some q, with {@link
 * OptimalShares}; then the 2K that matter most are moved along each axis by less and less, and
 * shared anew. Nothing is random, and nothing says that these are the best neurons.
 *
 * @param rows V (d_L×r), with ‖V‖_F = 1
 * @param inverseNormSquared ‖A⁺‖_F² (MSE), or of its part without the constant vector (CE)
 */
record CodeNeurons(DMatrixRMaj rows, double inverseNormSquared) {
  private static final double[] AWAY = {0, 0.5, 1};
  private static final int RANKING_STEPS = 4;
  private static final int FEWEST_STEPS = 8;
  private static final int MOST_STEPS = 100;
  private static final double WORK = 5e6; // multiplications for each set of shares
  private static final int ROUNDS = 4;
  private static final int MOST_PER_CLASS = 3;
  private static final double FIRST_MOVE = 0.4;
  private static final double SMALLER = 0.6;
  private static final double NEGLIGIBLE = 1e-3;

  private record Shared(DMatrixRMaj directions, OptimalShares found) {}

  /** ‖A⁺‖_F² of all first neurons after a few steps, for comparing families. */
  static Optional<CodeNeurons> ranked(DMatrixRMaj classes, Loss loss) {
    DMatrixRMaj directions = directions(classes.numRows);
    return OptimalShares.lowered(
            answers(directions, classes),
            OptimalShares.equal(directions.numRows),
            loss,
            RANKING_STEPS)
        .map(found -> of(new Shared(directions, found)));
  }

  /** The best found with at most {@code widthLimit} ≥ K neurons. */
  static Optional<CodeNeurons> best(DMatrixRMaj classes, Loss loss, int widthLimit) {
    DMatrixRMaj directions = directions(classes.numRows);
    Optional<Shared> shared =
        shared(directions, OptimalShares.equal(directions.numRows), classes, loss);
    double move = FIRST_MOVE;
    for (int round = 0; round < ROUNDS && shared.isPresent(); round++) {
      shared = moved(kept(shared.get(), 2 * classes.numCols), move, classes, loss);
      move *= SMALLER;
    }
    int limit = Math.min(widthLimit, MOST_PER_CLASS * classes.numCols);
    return shared.flatMap(found -> within(limit, found, classes, loss)).map(CodeNeurons::of);
  }

  /**
   * Without negligible neurons, and a tenth fewer at a time until there are no more than allowed.
   */
  private static Optional<Shared> within(int limit, Shared start, DMatrixRMaj classes, Loss loss) {
    Optional<Shared> shared = Optional.of(start);
    boolean fewer = true;
    while (fewer && shared.isPresent()) {
      int before = shared.get().directions().numRows;
      Shared kept = kept(shared.get(), Math.max(limit, before * 9 / 10));
      fewer = kept.directions().numRows < before;
      shared = shared(kept.directions(), kept.found().shares(), classes, loss);
    }
    return shared;
  }

  private static CodeNeurons of(Shared shared) {
    DMatrixRMaj rows = shared.directions().copy();
    double[] shares = shared.found().shares();
    for (int t = 0; t < rows.numRows; t++) {
      scaleRow(rows, t, Math.sqrt(shares[t]));
    }
    return new CodeNeurons(rows, shared.found().inverseNormSquared());
  }

  private static Optional<Shared> shared(
      DMatrixRMaj directions, double[] start, DMatrixRMaj classes, Loss loss) {
    double perStep = 2.0 * directions.numRows * classes.numCols * classes.numCols;
    long steps = Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, Math.round(WORK / perStep)));
    return OptimalShares.lowered(answers(directions, classes), start, loss, steps)
        .map(found -> new Shared(directions, found));
  }

  /** Without negligible neurons, and no more than {@code most}. */
  private static Shared kept(Shared shared, int most) {
    double[] shares = shared.found().shares();
    double largest = IntStream.range(0, shares.length).mapToDouble(t -> shares[t]).max().orElse(0);
    int[] kept =
        IntStream.range(0, shares.length)
            .filter(t -> shares[t] > NEGLIGIBLE * largest)
            .boxed()
            .sorted(Comparator.comparingDouble(t -> -shares[t]))
            .limit(most)
            .sorted()
            .mapToInt(Integer::intValue)
            .toArray();
    DMatrixRMaj directions = new DMatrixRMaj(kept.length, shared.directions().numCols);
    double[] own = new double[kept.length];
    double sum = IntStream.of(kept).mapToDouble(t -> shares[t]).sum();
    for (int i = 0; i < kept.length; i++) {
      own[i] = shares[kept[i]] / sum;
      for (int v = 0; v < directions.numCols; v++) {
        directions.set(i, v, shared.directions().get(kept[i], v));
      }
    }
    return new Shared(directions, new OptimalShares(own, shared.found().inverseNormSquared()));
  }

  /** Half of each neuron's share goes to its neighbours along the axes. */
  private static Optional<Shared> moved(
      Shared shared, double move, DMatrixRMaj classes, Loss loss) {
    DMatrixRMaj own = shared.directions();
    int copies = 2 * own.numCols + 1;
    DMatrixRMaj directions = new DMatrixRMaj(own.numRows * copies, own.numCols);
    double[] shares = new double[directions.numRows];
    for (int t = 0; t < own.numRows; t++) {
      for (int copy = 0; copy < copies; copy++) {
        int row = t * copies + copy;
        double share = shared.found().shares()[t] / 2;
        shares[row] = copy == 0 ? share : share / (copies - 1);
        for (int v = 0; v < own.numCols; v++) {
          directions.set(row, v, own.get(t, v));
        }
        if (copy > 0) {
          directions.add(row, (copy - 1) / 2, copy % 2 == 0 ? move : -move);
        }
      }
    }
    normalise(directions);
    return shared(directions, shares, classes, loss);
  }

  /** 1_T − q·1_{T^c}, of length 1. */
  private static DMatrixRMaj directions(int vertices) {
    List<double[]> rows = new ArrayList<>();
    int all = (1 << vertices) - 1;
    for (int set = 1; set <= all; set++) {
      for (double away : AWAY) {
        if (set != all || away == 0) {
          int members = set;
          rows.add(
              IntStream.range(0, vertices)
                  .mapToDouble(v -> (members >> v & 1) == 1 ? 1 : -away)
                  .toArray());
        }
      }
    }
    DMatrixRMaj directions = new DMatrixRMaj(rows.toArray(double[][]::new));
    normalise(directions);
    return directions;
  }

  private static void normalise(DMatrixRMaj rows) {
    for (int t = 0; t < rows.numRows; t++) {
      double squares = 0;
      for (int v = 0; v < rows.numCols; v++) {
        squares += rows.get(t, v) * rows.get(t, v);
      }
      scaleRow(rows, t, squares == 0 ? 0 : 1 / Math.sqrt(squares));
    }
  }

  private static void scaleRow(DMatrixRMaj rows, int row, double factor) {
    CommonOps_DDRM.scaleRow(factor, rows, row);
  }

  private static DMatrixRMaj answers(DMatrixRMaj directions, DMatrixRMaj classes) {
    return MatrixOps.rectified(MatrixOps.product(directions, classes));
  }

  /** Σ_t V_tv²: each vertex's share of ‖V‖_F² = 1. */
  double[] vertexShares() {
    double[] shares = new double[rows.numCols];
    for (int t = 0; t < rows.numRows; t++) {
      for (int v = 0; v < rows.numCols; v++) {
        shares[v] += rows.get(t, v) * rows.get(t, v);
      }
    }
    return shares;
  }
}
