package org.collapselab.models;

import java.util.List;

/**
 * All that training changes in a network. A network of the same architecture and training spec that
 * is given this state continues exactly like the original: data order, augmentation and learning
 * rate are functions of the number of steps.
 */
public final class NetworkState {
  private final long steps;
  private final Precision precision;
  private final List<String> layout;
  private final double[] parameters;
  private final double[] optimizer;

  /**
   * @param steps taken so far
   * @param precision of the values in the engine
   * @param layout one line {@code name shape} per parameter array; networks of equal layout can
   *     exchange states
   * @param parameters all of them, running statistics of batch norm included, in the engine's order
   * @param optimizer velocities in the engine's order, empty for plain SGD
   */
  public NetworkState(
      long steps,
      Precision precision,
      List<String> layout,
      double[] parameters,
      double[] optimizer) {
    this.steps = steps;
    this.precision = precision;
    this.layout = List.copyOf(layout);
    this.parameters = parameters.clone();
    this.optimizer = optimizer.clone();
  }

  /** Steps taken so far. */
  public long steps() {
    return steps;
  }

  /** Of the values in the engine: FP32 ones are widened here, which is exact. */
  public Precision precision() {
    return precision;
  }

  /** Names and shapes of the parameter arrays. */
  public List<String> layout() {
    return layout;
  }

  /** Copy of the parameters. */
  public double[] parameters() {
    return parameters.clone();
  }

  /** Copy of the velocities. */
  public double[] optimizer() {
    return optimizer.clone();
  }
}
