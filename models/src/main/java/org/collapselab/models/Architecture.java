package org.collapselab.models;

import java.util.List;
import java.util.Map;

/** What a network consists of; known before it is built. */
public sealed interface Architecture permits MlpSpec, ResNetSpec {

  /** The weight matrices from input to output, with their penalties. */
  List<LayerInfo> layers(Penalties penalties);

  /** Taps from input to output, each with the number of values per sample. */
  Map<String, Integer> taps();

  /** Tap of H_1, what enters the head. */
  String headInputTap();

  /** L, the number of matrices in the head. */
  int headDepth();

  /** All trained parameters: weights, biases, and γ and β of batch norm. */
  long parameters();
}
