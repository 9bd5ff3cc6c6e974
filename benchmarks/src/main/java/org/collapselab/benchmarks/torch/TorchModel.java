package org.collapselab.benchmarks.torch;

import org.bytedeco.pytorch.Tensor;

/** A forward pass. */
interface TorchModel {

  /** A batch as this model takes it. */
  Tensor inputs(float[] values, int rows);

  /**
   * Goes through the layers.
   *
   * @param training batch norm uses the batch's statistics and moves the running ones
   * @param taps is shown every activation under its tap's name, input to output
   */
  Tensor logits(Tensor inputs, boolean training, Taps taps);

  /** Sees activations as they come; a tensor is the pass's own, to be read and not changed. */
  @FunctionalInterface
  interface Taps {
    void see(String tap, Tensor activation);
  }
}
