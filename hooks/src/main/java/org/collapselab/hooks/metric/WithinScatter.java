package org.collapselab.hooks.metric;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.ejml.data.DMatrixRMaj;

/**
 * Second pass over the features, given the class means of the first: what the within-class metrics
 * need, in O(dK) memory, without a d×d matrix.
 *
 * <p>Let N be the samples seen and u_j, σ_j the left singular vectors and singular values of the
 * centred means (as the columns of a d×K matrix). Streamed are V_k = mean over class k of ‖h −
 * μ_k‖², the variances 1/N Σ ⟨u_j, h − μ_{y}⟩², and the nearest-class-mean predictions.
 */
public final class WithinScatter {
  /** Rows that are projected together, where there are many directions. */
  private static final int BLOCK = 128;

  private final DMatrixRMaj means;
  private final MeanBasis basis;
  private final long[] counts;
  private final double[] squared;
  private final double[] along;
  private final double[] residual;
  private final double[] projection;
  private long compared;
  private long mismatched;

  /**
   * @param means K×d, row k = μ_k, as given by {@link ClassMoments#means()}
   */
  public WithinScatter(DMatrixRMaj means) {
    this.means = InputChecks.requireMeans(means).copy();
    this.basis = new MeanBasis(means);
    this.counts = new long[means.numRows];
    this.squared = new double[means.numRows];
    this.along = new double[basis.rank()];
    this.residual = new double[means.numCols];
    this.projection = new double[basis.rank()];
  }

  /** Both passes over {@code features[i]} (length d) with class {@code labels[i]}. */
  public static WithinScatter of(double[][] features, int[] labels, int classes) {
    WithinScatter scatter = new WithinScatter(ClassMoments.of(features, labels, classes).means());
    scatter.add(labels, InputChecks.flatten(features), features.length);
    return scatter;
  }

  /** Adds samples without network predictions: they do not count in {@link #mismatch()}. */
  public void add(int[] labels, double[] features, int rows) {
    InputChecks.requireBatch(labels, features, rows, counts.length, means.numCols);
    addRows(labels, features, rows, row -> {});
  }

  /**
   * Adds the first {@code rows} samples of a batch.
   *
   * @param features row-major rows×d
   * @param predictions argmax of the network's output for each row
   */
  public void add(int[] labels, double[] features, int rows, int[] predictions) {
    InputChecks.requireBatch(labels, features, rows, counts.length, means.numCols);
    InputChecks.requireBatch(predictions, features, rows, counts.length, means.numCols);
    addRows(
        labels,
        features,
        rows,
        row -> {
          compared++;
          if (basis.nearest(projection, labels[row]) != predictions[row]) {
            mismatched++;
          }
        });
  }

  /**
   * @param projected called for every row, when its projection is there
   */
  private void addRows(int[] labels, double[] features, int rows, IntConsumer projected) {
    if (basis.isLarge()) {
      addBlocks(labels, features, rows, projected);
      return;
    }
    for (int row = 0; row < rows; row++) {
      subtractMean(labels[row], features, row, residual, 0);
      basis.project(residual, projection);
      addProjection();
      projected.accept(row);
    }
  }

  private void addBlocks(int[] labels, double[] features, int rows, IntConsumer projected) {
    int d = means.numCols;
    int length = Math.min(rows, BLOCK);
    double[] residuals = new double[length * d];
    double[] projections = new double[length * projection.length];
    for (int first = 0; first < rows; first += BLOCK) {
      int count = Math.min(BLOCK, rows - first);
      for (int i = 0; i < count; i++) {
        subtractMean(labels[first + i], features, first + i, residuals, i * d);
      }
      basis.project(residuals, count, projections);
      for (int i = 0; i < count; i++) {
        System.arraycopy(projections, i * projection.length, projection, 0, projection.length);
        addProjection();
        projected.accept(first + i);
      }
    }
  }

  private void subtractMean(int k, double[] features, int row, double[] into, int at) {
    int d = means.numCols;
    for (int i = 0; i < d; i++) {
      into[at + i] = features[row * d + i] - means.data[k * d + i];
    }
    counts[k]++;
    squared[k] += InnerProducts.dot(into, at, into, at, d);
  }

  private void addProjection() {
    for (int j = 0; j < along.length; j++) {
      along[j] += projection[j] * projection[j];
    }
  }

  /** The class means this scatter is about, K×d; not to be modified. */
  public DMatrixRMaj means() {
    return means;
  }

  /** Samples of class k seen so far. */
  public long count(int k) {
    return counts[k];
  }

  /** N, the samples seen. */
  public long samples() {
    return Arrays.stream(counts).sum();
  }

  /**
   * V_k = mean over class k of ‖h − μ_k‖², length K.
   *
   * @throws IllegalStateException if a class has no sample
   */
  public double[] variances() {
    double[] variances = new double[counts.length];
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] == 0) {
        throw new IllegalStateException("class " + k + " has no samples in the second pass");
      }
      variances[k] = squared[k] / counts[k];
    }
    return variances;
  }

  /** tr Σ_W = 1/N ΣΣ ‖h − μ_k‖²; NaN before any sample. */
  public double trace() {
    return Arrays.stream(squared).sum() / samples();
  }

  /** Σ‖h‖² over the samples seen, as Σ_k n_k (V_k + ‖μ_k‖²). */
  public double squaredNorm() {
    int d = means.numCols;
    double sum = Arrays.stream(squared).sum();
    for (int k = 0; k < counts.length; k++) {
      sum += counts[k] * InnerProducts.dot(means.data, k * d, means.data, k * d, d);
    }
    return sum;
  }

  /** σ_j of the centred means, descending, at most K−1 up to roundoff. */
  public double[] centredSingularValues() {
    return basis.singularValues().clone();
  }

  /** 1/N Σ ⟨u_j, h − μ_y⟩², aligned with {@link #centredSingularValues()}. */
  public double[] directionalVariances() {
    double n = samples();
    return Arrays.stream(along).map(sum -> sum / n).toArray();
  }

  /**
   * nc4_mismatch ∈ [0, 1]: share of samples whose prediction differs from the nearest class mean
   * (ties: lowest class). NaN if no predictions were given or all class means coincide.
   */
  public double mismatch() {
    return basis.rank() == 0 ? Double.NaN : (double) mismatched / compared;
  }
}
