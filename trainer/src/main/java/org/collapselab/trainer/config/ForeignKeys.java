package org.collapselab.trainer.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys that do not apply to the chosen architecture or data set: they may not be set, and are not
 * written.
 */
final class ForeignKeys {
  private ForeignKeys() {}

  /** Paths of the keys, each with the reason. */
  static Map<String, String> of(ExperimentConfig config) {
    Map<String, String> reasons = ofModel(config.model().type());
    reasons.putAll(ofData(config.data().set()));
    return reasons;
  }

  /** Those of the data. */
  static Map<String, String> ofData(DataConfig.Set set) {
    Map<String, String> reasons = new LinkedHashMap<>();
    if (set != DataConfig.Set.FILE) {
      reasons.put("data.path", "only for set: file, and this is " + set);
      reasons.put("data.file", "only for set: file, and this is " + set);
    }
    if (set != DataConfig.Set.GAUSSIAN_MIXTURE) {
      reasons.put("data.mixture", "only for set: gaussian-mixture, and this is " + set);
    }
    return reasons;
  }

  /** Those of the architecture. */
  static Map<String, String> ofModel(ModelConfig.Type type) {
    String name = Keys.ofConstant(type);
    Map<String, String> reasons = new LinkedHashMap<>();
    if (type.isResidual()) {
      reasons.put(
          "model.hidden",
          "only for mlp; the stages of %s are fixed, and its head has the widths model.head.width"
              .formatted(name));
      reasons.put("model.bias", "only for mlp; batch norm takes the place of biases in " + name);
      reasons.put(
          "model.head.linear_input",
          "only for mlp; H_1 of %s is the mean over space after a ReLU".formatted(name));
    } else {
      reasons.put("model.shortcut", "only for residual networks; an mlp has no shortcuts");
      reasons.put(
          "model.head.width",
          "only for residual networks; the head of an mlp has the last widths of model.hidden");
    }
    return reasons;
  }
}
