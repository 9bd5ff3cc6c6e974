package org.collapselab.hooks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.hooks.metric.Nc1;
import org.collapselab.hooks.metric.Spectrum;
import org.ejml.data.DMatrixRMaj;

/** Features held in memory, sent in batches of a given size. */
final class ArraySource implements FeatureSource {
  /** Reports every tap, both cutoffs 10⁻². */
  static final MeterConfig ALL_TAPS =
      new MeterConfig(
          List.of(TapPattern.parse("*")), Spectrum.DEFAULT_TOLERANCE, Nc1.DEFAULT_CUTOFF);

  private final int[] labels;
  private final DMatrixRMaj logits;
  private final Map<Tap, DMatrixRMaj> features;
  private final int batchSize;

  ArraySource(int[] labels, DMatrixRMaj logits, Map<Tap, DMatrixRMaj> features, int batchSize) {
    this.labels = labels;
    this.logits = logits;
    this.features = new LinkedHashMap<>(features);
    this.batchSize = batchSize;
  }

  @Override
  public int classes() {
    return logits.numCols;
  }

  @Override
  public List<Tap> taps() {
    return List.copyOf(features.keySet());
  }

  @Override
  public int dimension(Tap tap) {
    return features.get(tap).numCols;
  }

  @Override
  public void stream(FeatureConsumer consumer) {
    for (int from = 0; from < labels.length; from += batchSize) {
      int to = Math.min(from + batchSize, labels.length);
      Map<Tap, double[]> slices = new LinkedHashMap<>();
      for (Map.Entry<Tap, DMatrixRMaj> entry : features.entrySet()) {
        slices.put(entry.getKey(), rows(entry.getValue(), from, to));
      }
      consumer.accept(
          new FeatureBatch(
              to - from, Arrays.copyOfRange(labels, from, to), rows(logits, from, to), slices));
    }
  }

  private static double[] rows(DMatrixRMaj matrix, int from, int to) {
    return Arrays.copyOfRange(matrix.data, from * matrix.numCols, to * matrix.numCols);
  }
}
