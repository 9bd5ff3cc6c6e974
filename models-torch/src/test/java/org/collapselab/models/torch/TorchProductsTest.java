package org.collapselab.models.torch;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.collapselab.models.Precision;
import org.collapselab.models.Products;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With TF32, which rounds the factors to ten bits, the largest would fail. */
@Tag("cpu")
@Tag("gpu")
class TorchProductsTest {

  @ParameterizedTest
  @CsvSource({"FLOAT, 7, 5, 3", "FLOAT, 129, 65, 257", "DOUBLE, 129, 65, 257"})
  void productsAreThoseOfPlainLoops(Precision precision, int rows, int inner, int columns) {
    TorchProcess.settle();
    Products.requireExact(TorchProductsTest::product, precision, rows, inner, columns);
  }

  private static double[] product(double[][] a, double[][] b, Precision precision) {
    TensorPlace place = new TensorPlace(TorchEngine.chosen(), precision);
    try (PointerScope scope = new PointerScope()) {
      return TensorPlace.values(tensor(a, place).mm(tensor(b, place)));
    }
  }

  private static Tensor tensor(double[][] rows, TensorPlace place) {
    double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return place.tensor(all, rows.length, rows[0].length);
  }
}
