package org.collapselab.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SeparateColumnsTest {
  private static INDArray matrix(DataType type, int rows, int columns, Random random) {
    double[] values = random.doubles((long) rows * columns, -1, 1).toArray();
    return Nd4j.createFromArray(values).reshape('f', rows, columns).castTo(type).dup('f');
  }

  /**
   * For which shapes it holds depends on the processor; where it does not, layers use fixed pieces:
   * slower, and right. The operands here are not those that were tried.
   */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void whereItHoldsColumnsAloneHaveTheBitsOfAllTogether(DataType type) {
    SeparateColumns separate = new SeparateColumns();
    Random random = new Random(5);
    int held = 0;
    for (int round = 0; round < 25; round++) {
      int rows = 1 + random.nextInt(300);
      int inner = 1 + random.nextInt(500);
      int columns = 150 + random.nextInt(600);
      boolean left = random.nextBoolean();
      boolean right = random.nextBoolean();
      HostMatrix a =
          left
              ? HostMatrix.of(matrix(type, inner, rows, random)).t()
              : HostMatrix.of(matrix(type, rows, inner, random));
      HostMatrix b =
          right
              ? HostMatrix.of(matrix(type, columns, inner, random)).t()
              : HostMatrix.of(matrix(type, inner, columns, random));
      INDArray whole = matrix(type, rows, columns, random);
      INDArray cut = whole.dup('f');
      int most = columns / 72;
      if (separate.holdFor(a, b, HostMatrix.of(whole), most)) {
        held++;
        HostMatrix.of(whole).setToProduct(a, b, 0, columns);
        Pieces pieces = new Pieces(columns, SeparateColumns.GRAIN, most);
        for (int i = 0; i < most; i++) {
          HostMatrix.of(cut).setToProduct(a, b, pieces.from(i), pieces.length(i));
        }
        assertThat(cut.equalsWithEps(whole, 0))
            .as("%d×%d·%d×%d, transposed %b %b", rows, inner, inner, columns, left, right)
            .isTrue();
      }
    }
    assumeThat(held).as("shapes for which it holds on this processor").isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void productsAndSumsAreRight(DataType type) {
    Random random = new Random(6);
    INDArray x = matrix(type, 30, 20, random);
    INDArray y = matrix(type, 30, 50, random);
    INDArray product = matrix(type, 20, 50, random);
    HostMatrix.of(product).setToProduct(HostMatrix.of(x).t(), HostMatrix.of(y), 0, 24);
    HostMatrix.of(product).setToProduct(HostMatrix.of(x).t(), HostMatrix.of(y), 24, 26);
    assertThat(product.equalsWithEps(x.transpose().mmul(y), 1e-5)).isTrue();
    INDArray ones = Nd4j.ones(type, 30, 1);
    for (INDArray stored : new INDArray[] {y, y.dup('c')}) {
      INDArray sums = Nd4j.zeros(type, 1, 50);
      HostMatrix.of(stored).sumColumns(HostMatrix.of(ones), HostMatrix.of(sums));
      assertThat(sums.equalsWithEps(y.sum(true, 0), 1e-5)).isTrue();
    }
    INDArray before = y.dup('f');
    HostMatrix.of(y).addRow(HostMatrix.of(ones), HostMatrix.of(Nd4j.ones(type, 1, 50)), 24, 26);
    assertThat(y.sub(before).sumNumber().doubleValue())
        .isCloseTo(30 * 26, org.assertj.core.api.Assertions.within(1e-3));
  }
}
