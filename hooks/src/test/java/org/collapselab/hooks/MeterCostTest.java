package org.collapselab.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Timings belong in a quiet night: they depend on the machine. */
@Tag("nightly")
class MeterCostTest {
  private static final int SAMPLES = 5_000;
  private static final int WIDTH = 512;
  private static final int CLASSES = 10;
  private static final int TAPS = 10;

  @Test
  void fiveThousandSamplesAtTenWideTapsTakeUnderASecond() {
    Random random = new Random(1);
    int[] labels = IntStream.range(0, SAMPLES).map(i -> i % CLASSES).toArray();
    Map<Tap, DMatrixRMaj> features = new LinkedHashMap<>();
    for (int t = 0; t < TAPS; t++) {
      features.put(
          new Tap("fc" + t, Side.POST),
          RandomMatrices_DDRM.rectangleGaussian(SAMPLES, WIDTH, 1, 1, random));
    }
    DMatrixRMaj logits = RandomMatrices_DDRM.rectangle(SAMPLES, CLASSES, random);
    FeatureSource source = new ArraySource(labels, logits, features, 100);
    WeightView last =
        new WeightView("out", CommonOps_DDRM.identity(CLASSES, WIDTH), 0.1, Tap.parse("fc9:post"));
    HeadView head = new HeadView(List.of("out"), 0, SAMPLES, Optional.of(Loss.MSE));
    CollapseMeter meter = new CollapseMeter(ArraySource.ALL_TAPS);
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 8; i++) {
      long start = System.nanoTime();
      meter.measure(source, List.of(last), head);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    assertThat(best).isLessThan(1);
  }
}
