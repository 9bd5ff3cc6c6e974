package org.collapselab.trainer.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keys that do not apply to the chosen architecture: they may not be set, and are not written. */
final class ForeignKeys {
  private ForeignKeys() {}

  /** Paths of the keys, each with the reason. */
  static Map<String, String> of(ModelConfig.Type type) {
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
