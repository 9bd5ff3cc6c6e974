package org.collapselab.listener;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collapselab.hooks.FeatureBatch;
import org.collapselab.hooks.FeatureConsumer;
import org.collapselab.hooks.FeatureSource;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Tap;
import org.collapselab.models.dl4j.NetworkCopy;
import org.collapselab.trainer.features.HeadChain;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network in inference mode over the training set. Outputs of the head are computed from H_1, in
 * FP64. If all features fit into {@value #KEPT_VALUES} values, they are kept for the second pass.
 */
final class CopiedFeatures implements FeatureSource {
  private static final long KEPT_VALUES = 8_000_000;

  private final NetworkCopy network;
  private final TrainingSamples samples;
  private final int classes;
  private final long count;
  private final Optional<HeadChain> head;
  private final Map<Tap, Integer> dimensions = new LinkedHashMap<>();
  private final Set<Tap> computed = new LinkedHashSet<>();
  private final List<FeatureBatch> kept = new ArrayList<>();

  /**
   * @param count N
   * @param taps layers of the network as post taps, and taps of the head
   * @param widths layer → values per sample
   */
  CopiedFeatures(
      NetworkCopy network,
      TrainingSamples samples,
      int classes,
      long count,
      Optional<HeadChain> head,
      List<Tap> taps,
      Map<String, Integer> widths) {
    this.network = network;
    this.samples = samples;
    this.classes = classes;
    this.count = count;
    this.head = head;
    List<Tap> outputs = head.map(chain -> chain.taps()).orElse(List.of());
    for (Tap tap : taps) {
      boolean ofHead = outputs.contains(tap) && !tap.equals(head.orElseThrow().input());
      if (ofHead) {
        computed.add(tap);
      }
      dimensions.put(tap, ofHead ? head.orElseThrow().dimension(tap) : widths.get(tap.layer()));
    }
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public List<Tap> taps() {
    return List.copyOf(dimensions.keySet());
  }

  @Override
  public int dimension(Tap tap) {
    return dimensions.get(tap);
  }

  @Override
  public boolean hasLogits() {
    return head.isPresent();
  }

  @Override
  public void stream(FeatureConsumer consumer) {
    if (!kept.isEmpty()) {
      kept.forEach(consumer::accept);
      return;
    }
    long values = dimensions.values().stream().mapToLong(Integer::longValue).sum();
    boolean keep = values * count <= KEPT_VALUES;
    samples.forEach(
        (inputs, labels) -> {
          FeatureBatch batch = batch(inputs, labels);
          consumer.accept(batch);
          if (keep) {
            kept.add(batch);
          }
        });
  }

  private FeatureBatch batch(INDArray inputs, int[] labels) {
    List<String> layers =
        dimensions.keySet().stream().filter(t -> !computed.contains(t)).map(Tap::layer).toList();
    Map<Tap, double[]> values = new LinkedHashMap<>();
    network
        .activations(inputs, layers)
        .forEach((layer, of) -> values.put(new Tap(layer, Side.POST), of));
    Map<Tap, double[]> outputs = new LinkedHashMap<>();
    computed.forEach(tap -> outputs.put(tap, new double[labels.length * dimension(tap)]));
    head.ifPresent(chain -> chain.complete(values, outputs, labels.length));
    values.forEach(CopiedFeatures::requireFinite);
    double[] logits = head.map(chain -> values.get(chain.output())).orElseGet(() -> new double[0]);
    return new FeatureBatch(labels.length, labels, logits, values);
  }

  private static void requireFinite(Tap tap, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new NotFiniteException("a feature at %s is %s".formatted(tap, value));
      }
    }
  }
}
