package org.collapselab.hooks.metric;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** Class means K×d in the exact structures, up to scale, rotation and relabeling. */
public final class TestMeans {
  private TestMeans() {}

  public static DMatrixRMaj orthogonalFrame(int classes) {
    return CommonOps_DDRM.identity(classes);
  }

  public static DMatrixRMaj simplex(int classes) {
    DMatrixRMaj means = CommonOps_DDRM.identity(classes);
    CommonOps_DDRM.add(means, -1.0 / classes);
    return means;
  }

  /** Rows ±e_1, ±e_2, …, K×K/2. */
  public static DMatrixRMaj orthoplex(int classes) {
    DMatrixRMaj means = new DMatrixRMaj(classes, classes / 2);
    for (int k = 0; k < classes; k++) {
      means.set(k, k / 2, k % 2 == 0 ? 1 : -1);
    }
    return means;
  }

  /** Rows e_a + e_b over the edges of K_r, so the Gram is 2I + A(T(r)). */
  public static DMatrixRMaj srg(int order) {
    DMatrixRMaj means = new DMatrixRMaj(order * (order - 1) / 2, order);
    int edge = 0;
    for (int a = 0; a < order; a++) {
      for (int b = a + 1; b < order; b++) {
        means.set(edge, a, 1);
        means.set(edge++, b, 1);
      }
    }
    return means;
  }

  /** Rows permuted by a seeded shuffle, scaled, and rotated into a larger space. */
  public static DMatrixRMaj disguise(DMatrixRMaj means, int dimension, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rotation = RandomMatrices_DDRM.orthogonal(dimension, means.numCols, random);
    DMatrixRMaj rotated = new DMatrixRMaj(means.numRows, dimension);
    CommonOps_DDRM.multTransB(1 + random.nextDouble(), means, rotation, rotated);
    List<Integer> order = IntStream.range(0, means.numRows).boxed().collect(Collectors.toList());
    Collections.shuffle(order, random);
    DMatrixRMaj shuffled = rotated.createLike();
    for (int k = 0; k < means.numRows; k++) {
      CommonOps_DDRM.extract(rotated, k, k + 1, 0, dimension, shuffled, order.get(k), 0);
    }
    return shuffled;
  }

  public static DMatrixRMaj gaussian(int rows, int columns, long seed) {
    return RandomMatrices_DDRM.rectangleGaussian(rows, columns, 0, 1, new Random(seed));
  }
}
