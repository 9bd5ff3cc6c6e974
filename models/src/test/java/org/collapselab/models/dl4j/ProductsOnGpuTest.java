package org.collapselab.models.dl4j;

import org.collapselab.models.Precision;
import org.collapselab.models.Products;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Goes with {@code GpuTest}. */
@Tag("gpu")
class ProductsOnGpuTest {

  @ParameterizedTest
  @CsvSource({
    "FLOAT, 1, 1, 1, false, false",
    "FLOAT, 7, 5, 3, true, false",
    "FLOAT, 129, 65, 257, false, true",
    "DOUBLE, 129, 65, 257, true, true",
    "DOUBLE, 64, 64, 64, false, false"
  })
  void productsAreThoseOfPlainLoops(
      Precision precision, int rows, int inner, int columns, boolean turnA, boolean turnB) {
    Products.requireExact(
        (a, b, p) -> product(a, b, p, turnA, turnB), precision, rows, inner, columns);
  }

  private static double[] product(
      double[][] a, double[][] b, Precision precision, boolean turnA, boolean turnB) {
    DataType type = GraphAssembly.dataType(precision);
    try (INDArray x = array(turnA ? transposed(a) : a, type);
        INDArray y = array(turnB ? transposed(b) : b, type);
        INDArray z = Nd4j.createUninitialized(type, new long[] {a.length, b[0].length}, 'f')) {
      Nd4j.gemm(x, y, z, turnA, turnB, 1, 0);
      return HostCopy.rowMajor(z);
    }
  }

  private static double[][] transposed(double[][] a) {
    double[][] turned = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = a[i][j];
      }
    }
    return turned;
  }

  private static INDArray array(double[][] values, DataType type) {
    try (INDArray doubles = Nd4j.createFromArray(values)) {
      return type == DataType.DOUBLE ? doubles.dup() : doubles.castTo(type);
    }
  }
}
