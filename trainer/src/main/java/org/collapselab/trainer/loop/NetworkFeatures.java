package org.collapselab.trainer.loop;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.datasets.Samples;
import org.collapselab.hooks.FeatureBatch;
import org.collapselab.hooks.FeatureConsumer;
import org.collapselab.hooks.FeatureSource;
import org.collapselab.hooks.Tap;
import org.collapselab.models.Network;

/**
 * A network in inference mode over fixed rows of a data set, in fixed batches. Features too large
 * to be squared in FP64 count as divergence.
 */
final class NetworkFeatures implements FeatureSource {
  private static final int BATCH = 250;
  private static final double LARGEST = 1e150;

  private final Network network;
  private final EvaluationSet set;
  private final Samples samples;
  private final List<Tap> taps;

  NetworkFeatures(Network network, EvaluationSet set) {
    this.network = network;
    this.set = set;
    this.samples = set.samples();
    this.taps = network.taps().stream().map(Tap::parse).toList();
  }

  @Override
  public int classes() {
    return samples.numClasses();
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
    for (int from = 0; from < set.size(); from += BATCH) {
      consumer.accept(batch(set.rows(from, from + BATCH)));
    }
  }

  private FeatureBatch batch(int[] chosen) {
    float[] inputs = new float[chosen.length * samples.dim()];
    samples.gather(chosen, inputs, 0);
    Map<String, double[]> activations = network.activations(inputs, chosen.length, network.taps());
    Map<Tap, double[]> features = new LinkedHashMap<>();
    taps.forEach(tap -> features.put(tap, requireSound(tap, activations.get(tap.toString()))));
    int[] labels = Arrays.stream(chosen).map(samples::label).toArray();
    return new FeatureBatch(chosen.length, labels, activations.get(network.logitsTap()), features);
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
