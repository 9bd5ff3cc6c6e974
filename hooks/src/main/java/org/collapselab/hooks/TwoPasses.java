package org.collapselab.hooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.hooks.metric.ClassMoments;
import org.collapselab.hooks.metric.Fit;
import org.collapselab.hooks.metric.WithinScatter;
import org.collapselab.theory.parallel.Workers;

/** Streams the source twice: first for the class means, then for the scatter around them. */
final class TwoPasses {
  private final FeatureSource source;
  private final List<Tap> taps;
  private final Workers workers;

  /**
   * @param workers share the taps of each batch
   */
  TwoPasses(FeatureSource source, List<Tap> taps, Workers workers) {
    this.source = source;
    this.taps = taps;
    this.workers = workers;
  }

  /**
   * The outcome.
   *
   * @param scatters per tap, in network order
   * @param samples N
   * @param fit over the same samples; empty if the source has no outputs of the network
   */
  record Result(Map<Tap, WithinScatter> scatters, long samples, Optional<Fit> fit) {}

  Result run() {
    Map<Tap, ClassMoments> moments = firstPass();
    Map<Tap, WithinScatter> scatters = new LinkedHashMap<>();
    moments.forEach((tap, m) -> scatters.put(tap, scatter(tap, m)));
    Fit fit = new Fit(source.classes());
    long samples = secondPass(scatters, fit);
    requireSameSamples(moments, scatters);
    return new Result(scatters, samples, source.hasLogits() ? Optional.of(fit) : Optional.empty());
  }

  private Map<Tap, ClassMoments> firstPass() {
    Map<Tap, ClassMoments> moments = new LinkedHashMap<>();
    for (Tap tap : taps) {
      moments.put(tap, new ClassMoments(source.classes(), source.dimension(tap)));
    }
    source.stream(
        batch ->
            workers.run(
                taps.size(),
                i -> {
                  Tap tap = taps.get(i);
                  moments.get(tap).add(batch.labels(), batch.features(tap), batch.rows());
                }));
    return moments;
  }

  private static WithinScatter scatter(Tap tap, ClassMoments moments) {
    try {
      return new WithinScatter(moments.means());
    } catch (IllegalStateException e) {
      throw new IllegalStateException("at " + tap + ": " + e.getMessage(), e);
    }
  }

  private long secondPass(Map<Tap, WithinScatter> scatters, Fit fit) {
    long[] samples = {0};
    source.stream(
        batch -> {
          samples[0] += batch.rows();
          Optional<int[]> predictions =
              source.hasLogits()
                  ? Optional.of(fit.add(batch.labels(), batch.logits(), batch.rows()))
                  : Optional.empty();
          workers.run(
              taps.size(), i -> add(batch, taps.get(i), scatters.get(taps.get(i)), predictions));
        });
    return samples[0];
  }

  private static void add(
      FeatureBatch batch, Tap tap, WithinScatter scatter, Optional<int[]> predictions) {
    if (predictions.isPresent()) {
      scatter.add(batch.labels(), batch.features(tap), batch.rows(), predictions.get());
    } else {
      scatter.add(batch.labels(), batch.features(tap), batch.rows());
    }
  }

  private void requireSameSamples(
      Map<Tap, ClassMoments> moments, Map<Tap, WithinScatter> scatters) {
    for (Tap tap : taps) {
      for (int k = 0; k < source.classes(); k++) {
        long first = moments.get(tap).count(k);
        long second = scatters.get(tap).count(k);
        if (first != second) {
          throw new IllegalStateException(
              "the source sent %d samples of class %d at first and %d the second time; both passes must be the same"
                  .formatted(first, k, second));
        }
      }
    }
  }
}
