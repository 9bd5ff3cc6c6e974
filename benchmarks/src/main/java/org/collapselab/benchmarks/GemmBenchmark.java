package org.collapselab.benchmarks;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

import java.util.concurrent.Callable;
import org.bytedeco.javacpp.DoublePointer;
import picocli.CommandLine.Command;

/** An upper bound on the speed of the DUFM step, from this processor and OpenBLAS. */
@Command(
    name = "gemm",
    description = "FP64 matrix products of OpenBLAS by shape, best of many, GFLOP/s.",
    mixinStandardHelpOptions = true)
final class GemmBenchmark implements Callable<Integer> {
  private static final int LARGE = 1000;
  private static final int WIDTH = 30;
  private static final int TURNS = 100;

  private final DoublePointer a = zeros();
  private final DoublePointer b = zeros();
  private final DoublePointer c = zeros();

  @Override
  public Integer call() {
    System.out.printf(
        "1000 x 1000 x 1000: %.0f%n", best(CblasNoTrans, CblasNoTrans, LARGE, LARGE, LARGE, 1));
    System.out.println("columns w of H     W H   W' G   G H'   (W 30 x 30, H and G 30 x w)");
    for (int w : new int[] {10, 64, 100, 128, 500}) {
      System.out.printf(
          "%14d %7.0f %6.0f %6.0f%n",
          w,
          best(CblasNoTrans, CblasNoTrans, WIDTH, w, WIDTH, 200),
          best(CblasTrans, CblasNoTrans, WIDTH, w, WIDTH, 200),
          best(CblasNoTrans, CblasTrans, WIDTH, WIDTH, w, 200));
    }
    return 0;
  }

  private static DoublePointer zeros() {
    return new DoublePointer(new double[LARGE * LARGE]);
  }

  /** m×n ← m×k times k×n. */
  private double best(int transA, int transB, int m, int n, int k, int repeats) {
    double best = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      long start = System.nanoTime();
      for (int i = 0; i < repeats; i++) {
        int columnsOfA = transA == CblasTrans ? m : k;
        int columnsOfB = transB == CblasTrans ? k : n;
        cblas_dgemm(
            CblasRowMajor, transA, transB, m, n, k, 1, a, columnsOfA, b, columnsOfB, 0, c, n);
      }
      best = Math.max(best, 2.0 * m * n * k * repeats / (System.nanoTime() - start));
    }
    return best;
  }
}
