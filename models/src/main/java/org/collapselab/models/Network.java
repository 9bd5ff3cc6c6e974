package org.collapselab.models;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * A trainable network, whatever engine runs it. Not thread-safe.
 *
 * <p>Taps name activations: {@code fc3:pre} is the output of weight matrix fc3 (bias included),
 * {@code fc3:post} the same after its activation; layers without activation have no post tap. For
 * those of residual networks see {@link ResNetSpec}.
 */
public interface Network extends AutoCloseable {

  /** The weight matrices from input to output. */
  List<LayerInfo> layers();

  /** All trained parameters: weights, biases, and γ and β of batch norm. */
  long parameters();

  /** All taps, input to output. */
  List<String> taps();

  /** Values per sample at a tap. Throws {@link IllegalArgumentException} if there is none such. */
  int tapDimension(String tap);

  /** Tap of the logits z. */
  String logitsTap();

  /** Tap of H_1, what enters the head. */
  String headInputTap();

  /**
   * Takes one optimiser step on the batch.
   *
   * @return the mini-batch objective before the step: fit and every penalty (a decoupled weight
   *     decay c counts as c/2‖W‖²)
   */
  double step(Batch batch);

  /** Steps taken so far. */
  long steps();

  /** Learning rate that the next step will use. */
  double learningRate();

  /**
   * Activations in inference mode; leaves training untouched.
   *
   * @param inputs rows×d, row-major
   * @return per tap a fresh rows×{@link #tapDimension} array, row-major
   */
  Map<String, double[]> activations(float[] inputs, int rows, Collection<String> taps);

  /**
   * Copy of W of the named layer, d_out×d_in, acting on column vectors: pre = W·in + b. A k×k
   * convolution is the d_out × (d_in·k·k) matrix that acts on flattened patches.
   */
  DMatrixRMaj weights(String layer);

  /** Copy of b of the named layer, d_out values; empty where the layer has no bias. */
  double[] biases(String layer);

  /** Hex SHA-256 over all parameters in a fixed order: equal hash, equal network. */
  String parameterHash();

  /** Saves parameters, configuration and optimiser state in the engine's own format. */
  void save(Path file);

  @Override
  void close();
}
