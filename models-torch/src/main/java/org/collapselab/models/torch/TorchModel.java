package org.collapselab.models.torch;

import org.bytedeco.pytorch.Tensor;

/** A forward pass. */
interface TorchModel {

  /**
   * A batch as this model takes it.
   *
   * @param samples B×d
   */
  Tensor inputs(Tensor samples);

  /**
   * Runs through the layers.
   *
   * @param training batch norm uses the batch's statistics and moves the running ones
   * @param taps is shown every activation under its tap's name, input to output
   */
  Tensor logits(Tensor inputs, boolean training, Taps taps);

  /**
   * Receives activations as they are computed; tensors belong to the pass and must not be changed.
   */
  @FunctionalInterface
  interface Taps {
    void see(String tap, Tensor activation);
  }
}
