package org.collapselab.models;

/**
 * Where an array lies among the values of {@link NetworkState#parameters}.
 *
 * @param name such as {@code fc1_W}: the layer, then {@code W}, {@code b}, {@code gamma}, {@code
 *     beta} or, for running statistics of batch norm, {@code mean}, {@code var}
 * @param from index of its first value
 * @param length number of values
 */
public record ParameterSpan(String name, int from, int length) {

  /** Whether steps follow a gradient there: not so for running statistics. */
  public boolean isTrained() {
    return !name.endsWith("_mean") && !name.endsWith("_var");
  }

  /** Whether these are the weights of a layer. */
  public boolean isWeightOf(LayerInfo layer) {
    return name.equals(layer.name() + "_W");
  }

  /** Whether these are weights or biases of a layer. */
  public boolean isOf(LayerInfo layer) {
    return isWeightOf(layer) || name.equals(layer.name() + "_b");
  }

  /** The sum of the squares of the values of a vector that lie here. */
  public double squaredNorm(double[] vector) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += vector[i] * vector[i];
    }
    return sum;
  }
}
