package org.collapselab.trainer.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collapselab.hooks.FeatureBatch;
import org.collapselab.hooks.FeatureConsumer;
import org.collapselab.hooks.FeatureSource;
import org.collapselab.hooks.Tap;
import org.collapselab.models.FeatureModel;

/**
 * A network in inference mode over fixed rows of a data set, in fixed batches. Features too large
 * to be squared in FP64 count as divergence. If all features fit into {@value #KEPT_VALUES} values,
 * they are kept, so that streaming them again costs nothing.
 */
final class NetworkFeatures implements FeatureSource {
  private static final int LARGEST_BATCH = 250;
  private static final long BATCH_VALUES = 8_000_000;
  private static final long KEPT_VALUES = 8_000_000;
  private static final double LARGEST = 1e150;

  private final FeatureModel network;
  private final EvaluationSet set;
  private final List<Tap> taps;
  private final Set<String> wanted;
  private final long values;
  private final List<FeatureBatch> kept = new ArrayList<>();

  /**
   * @param taps the taps that batches deliver, in network order
   */
  NetworkFeatures(FeatureModel network, EvaluationSet set, List<Tap> taps) {
    this.network = network;
    this.set = set;
    this.taps = taps;
    this.wanted = new LinkedHashSet<>(taps.stream().map(Tap::toString).toList());
    wanted.add(network.logitsTap());
    this.values = wanted.stream().mapToLong(network::tapDimension).sum();
  }

  /** Rows of a batch; fewer than usual if a sample has very many features. */
  private int batchSize() {
    return (int) Math.max(1, Math.min(LARGEST_BATCH, BATCH_VALUES / values));
  }

  @Override
  public int classes() {
    return set.samples().numClasses();
  }

  @Override
  public List<Tap> taps() {
    return taps;
  }

  @Override
  public int dimension(Tap tap) {
    return network.tapDimension(tap.toString());
  }

  @Override
  public void stream(FeatureConsumer consumer) {
    if (!kept.isEmpty()) {
      kept.forEach(consumer::accept);
      return;
    }
    boolean keep = values * set.size() <= KEPT_VALUES;
    new BatchedInference(network, set, wanted, batchSize())
        .forEach(
            activated -> {
              FeatureBatch batch = batch(activated);
              consumer.accept(batch);
              if (keep) {
                kept.add(batch);
              }
            });
  }

  private FeatureBatch batch(BatchedInference.Activated batch) {
    Map<String, double[]> activations = batch.activations();
    Map<Tap, double[]> features = new LinkedHashMap<>();
    taps.forEach(tap -> features.put(tap, requireSound(tap, activations.get(tap.toString()))));
    double[] logits =
        requireSound(Tap.parse(network.logitsTap()), activations.get(network.logitsTap()));
    int[] labels = Arrays.stream(batch.rows()).map(set.samples()::label).toArray();
    return new FeatureBatch(labels.length, labels, logits, features);
  }

  private double[] requireSound(Tap tap, double[] values) {
    for (double value : values) {
      if (!(Math.abs(value) < LARGEST)) {
        throw new DivergedException(network.steps(), "a feature at " + tap + " is " + value);
      }
    }
    return values;
  }
}
