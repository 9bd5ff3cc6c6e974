package org.collapselab.models;

import java.util.Objects;
import org.collapselab.theory.Loss;

/**
 * Everything about training that is not architecture.
 *
 * @param loss fit term
 * @param penalties λ's; as many head entries as the head has layers
 * @param optimizer update rule and rate
 * @param precision FP32 or FP64
 * @param trainingSamples N: the feature penalty sums over N samples, a mini-batch of B estimates it
 *     by N/B times its own sum
 * @param seed of the initial weights
 */
public record TrainingSpec(
    Loss loss,
    Penalties penalties,
    Optimizer optimizer,
    Precision precision,
    long trainingSamples,
    long seed) {
  public TrainingSpec {
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(penalties, "penalties");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(precision, "precision");
    if (trainingSamples < 1) {
      throw new IllegalArgumentException("trainingSamples must be ≥ 1, got " + trainingSamples);
    }
  }
}
