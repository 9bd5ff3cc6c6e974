package org.collapselab.trainer.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.theory.Loss;

/** A network that another program has trained, known by its features alone. No sweep has one. */
public record FeaturesTrial(FeatureConfig features) implements TrialConfig {
  @Override
  public <T> T match(Cases<T> cases) {
    return cases.features(this);
  }

  @Override
  public TrialKind kind() {
    return TrialKind.EXPERIMENT;
  }

  /** What is known, by the keys that an {@link ExperimentTrial} has for it. */
  @Override
  public Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("features", features.name());
    features.loss().map(Loss::toString).map(Keys::lowerCase).ifPresent(l -> keys.put("loss", l));
    if (!features.head().isEmpty()) {
      keys.put("model.head.depth", Integer.toString(features.head().size()));
      keys.put("model.head.activation", Keys.ofConstant(features.activation()));
    }
    put(keys, "regularization.l2_head", features.lambda());
    put(keys, "regularization.lambda_h", List.of(features.lambdaH()));
    put(keys, "measure.rank_tolerance", List.of(features.rankTolerance()));
    put(keys, "measure.pinv_cutoff", List.of(features.pinvCutoff()));
    return keys;
  }

  /** Equal numbers are written as one, as {@link ConfigWriter} does. */
  private static void put(Map<String, String> keys, String key, List<Double> values) {
    List<String> texts = values.stream().map(YamlNumber::format).toList();
    if (!texts.isEmpty()) {
      keys.put(key, texts.stream().distinct().count() == 1 ? texts.get(0) : String.valueOf(texts));
    }
  }
}
