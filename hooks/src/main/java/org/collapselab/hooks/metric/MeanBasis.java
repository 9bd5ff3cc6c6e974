package org.collapselab.hooks.metric;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Orthonormal basis u_1 … u_r of the span of the centred class means, from their thin SVD.
 *
 * <p>Directions with σ_j ≤ max(K, d)·2⁻⁵²·σ_1 are roundoff and left out, so r ≤ K−1 up to roundoff,
 * and r = 0 where all class means coincide.
 */
final class MeanBasis {
  private static final int MOST_BY_ROW = 32;

  /** Coordinates after which a distance is compared with the smallest so far. */
  private static final int BETWEEN_LOOKS = 16;

  private final double[][] directions;
  private final double[] singularValues;
  private final double[][] coordinates;
  private RowProducts products;

  /**
   * @param means K×d, row k = μ_k
   */
  MeanBasis(DMatrixRMaj means) {
    DMatrixRMaj centred = Means.centred(means);
    RowSpace span = RowSpace.of(centred);
    int rank = span.rank(Math.max(means.numRows, means.numCols) * Math.ulp(1.0));
    this.singularValues = new double[rank];
    this.directions = new double[rank][];
    for (int j = 0; j < rank; j++) {
      singularValues[j] = span.sigma(j);
      directions[j] = span.direction(j);
    }
    this.coordinates = coordinates(centred);
  }

  private double[][] coordinates(DMatrixRMaj centred) {
    if (isLarge()) {
      return largeCoordinates(centred);
    }
    double[][] result = new double[centred.numRows][directions.length];
    for (int k = 0; k < centred.numRows; k++) {
      for (int j = 0; j < directions.length; j++) {
        result[k][j] =
            InnerProducts.dot(centred.data, k * centred.numCols, directions[j], 0, centred.numCols);
      }
    }
    return result;
  }

  /** Whether there are so many directions that projections pay off by the block only. */
  boolean isLarge() {
    return directions.length > MOST_BY_ROW;
  }

  private double[][] largeCoordinates(DMatrixRMaj centred) {
    double[] all = new double[centred.numRows * directions.length];
    project(centred.data, centred.numRows, all);
    double[][] result = new double[centred.numRows][];
    for (int k = 0; k < result.length; k++) {
      result[k] = Arrays.copyOfRange(all, k * directions.length, (k + 1) * directions.length);
    }
    return result;
  }

  /** Writes ⟨u_j, x_i⟩ for the rows x_i of a block to {@code out}, row-major. */
  void project(double[] block, int rows, double[] out) {
    if (products == null) {
      products = new RowProducts(new DMatrixRMaj(directions));
    }
    products.of(block, rows, out);
  }

  int rank() {
    return directions.length;
  }

  /** σ_j of the centred means (K×d), descending, length r. */
  double[] singularValues() {
    return singularValues;
  }

  /** Writes ⟨u_j, x⟩ to {@code out[j]}. */
  void project(double[] x, double[] out) {
    InnerProducts.dots(directions, x, out);
  }

  /**
   * Class whose mean is nearest to h, given the projection of h − μ_k for some class k. Distances
   * differ only inside the span, so r coordinates decide. Ties go to the lowest class.
   */
  int nearest(double[] projection, int k) {
    double[] own = coordinates[k];
    int best = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < coordinates.length; c++) {
      double distance = 0;
      double[] other = coordinates[c];
      for (int j = 0; j < projection.length && distance < smallest; ) {
        int end = Math.min(projection.length, j + BETWEEN_LOOKS);
        for (; j < end; j++) {
          double difference = projection[j] + (own[j] - other[j]);
          distance += difference * difference;
        }
      }
      if (distance < smallest) {
        smallest = distance;
        best = c;
      }
    }
    return best;
  }
}
