package org.collapselab.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A trainable network, whatever engine runs it. Not thread-safe.
 *
 * <p>Taps name activations: {@code fc3:pre} is the output of weight matrix fc3 (bias included),
 * {@code fc3:post} the same after its activation; layers without activation have no post tap. For
 * those of residual networks see {@link ResNetSpec}.
 */
public interface Network extends FeatureModel {

  /** The weight matrices from input to output. */
  List<LayerInfo> layers();

  /** All trained parameters: weights, biases, and γ and β of batch norm. */
  long parameters();

  /** Tap of H_1, what enters the head. */
  String headInputTap();

  @Override
  default Optional<String> lastWeightInput() {
    List<LayerInfo> head = layers().stream().filter(LayerInfo::inHead).toList();
    return Optional.of(head.size() == 1 ? headInputTap() : head.get(head.size() - 2).postTap());
  }

  /**
   * Takes one optimiser step on the batch.
   *
   * @return the mini-batch objective before the step: fit and every penalty (a decoupled weight
   *     decay c counts as c/2‖W‖²)
   */
  double step(Batch batch);

  /**
   * Keeps a copy of the training set where the network computes, until it is closed; steps then
   * only name its samples.
   *
   * @param place {@link DataPlace#AUTO} leaves it to the engine
   * @return empty if batches have to be copied
   */
  default Optional<KeptSet> keep(TrainingSet set, DataPlace place) {
    return Optional.empty();
  }

  /** Learning rate that the next step will use. */
  double learningRate();

  /**
   * Copy of W of the named layer, d_out×d_in, acting on column vectors: pre = W·in + b. A k×k
   * convolution is the d_out × (d_in·k·k) matrix that acts on flattened patches.
   */
  DMatrixRMaj weights(String layer);

  /** Copy of b of the named layer, d_out values; empty where the layer has no bias. */
  double[] biases(String layer);

  /** Hex SHA-256 over all parameters in a fixed order: equal hash, equal network. */
  String parameterHash();

  /** Where each parameter array lies in the parameters of a {@link #state}. */
  List<ParameterSpan> parameterSpans();

  /** Copy of all that training has changed. */
  NetworkState state();

  /**
   * Restores the state of a network of the same specs; training then continues it to the last bit.
   *
   * @throws IllegalArgumentException if the state is that of another architecture or optimiser
   */
  void restore(NetworkState state);

  /** The ending of files in the format of {@link #save}, without its dot. */
  String savedAs();

  /** Saves parameters and optimiser state in the format of the engine. */
  void save(Path file);
}
