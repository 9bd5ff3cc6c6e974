package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

/** Matrix products of an engine beside plain loops. */
public final class Products {
  private Products() {}

  /** Row by row the product A·B, computed in a precision. */
  @FunctionalInterface
  public interface Product {
    double[] of(double[][] a, double[][] b, Precision precision);
  }

  /** Against sums in FP64, whose error is far below that of the product. */
  public static void requireExact(
      Product product, Precision precision, int rows, int inner, int columns) {
    Random random = new Random(rows);
    double[][] a = matrix(random, rows, inner);
    double[][] b = matrix(random, inner, columns);
    double[] computed = product.of(a, b, precision);
    double unit = precision == Precision.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        double bound = 0;
        for (int k = 0; k < inner; k++) {
          sum += a[i][k] * b[k][j];
          bound += Math.abs(a[i][k] * b[k][j]);
        }
        assertThat(Math.abs(computed[i * columns + j] - sum))
            .isLessThanOrEqualTo((inner + 2) * unit * bound);
      }
    }
  }

  /** Rounded to FP32, so that both precisions multiply the same numbers. */
  private static double[][] matrix(Random random, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return values;
  }
}
