package org.collapselab.models;

import java.util.Objects;

/**
 * A mini-batch, row-major: sample i occupies {@code inputs[i·d .. (i+1)·d)} and {@code targets[i·K
 * .. (i+1)·K)}. The arrays are not copied; the caller may refill them once a step has returned.
 *
 * @param rows number of samples B ≥ 1
 * @param inputs B×d
 * @param targets B×K, one-hot rows or regression targets
 */
public record Batch(int rows, float[] inputs, float[] targets) {
  public Batch {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(targets, "targets");
    if (rows < 1 || inputs.length % rows != 0 || targets.length % rows != 0) {
      throw new IllegalArgumentException(
          "a batch of %d rows cannot be made of %d inputs and %d targets"
              .formatted(rows, inputs.length, targets.length));
    }
  }
}
