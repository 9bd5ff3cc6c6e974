package org.collapselab.models;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A model whose activations can be read, whatever engine runs it. Not thread-safe. */
public interface FeatureModel extends AutoCloseable {

  /** All taps, input to output. */
  List<String> taps();

  /**
   * Values per sample at a tap. Throws {@link IllegalArgumentException} if there is no such tap.
   */
  int tapDimension(String tap);

  /** Tap of the logits z. */
  String logitsTap();

  /** Training steps that this model has taken. */
  long steps();

  /**
   * Activations in inference mode; leaves training untouched.
   *
   * @param inputs rows×d, row-major; images as C×H×W
   * @return per tap a fresh rows×{@link #tapDimension} array, row-major
   */
  Map<String, double[]> activations(float[] inputs, int rows, Collection<String> taps);

  @Override
  void close();
}
