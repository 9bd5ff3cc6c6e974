package org.collapselab.theory;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Explicit factors of a DUFM whose n samples of each class share one feature vector.
 *
 * <p>Matrices are copied on the way in and out, so a construction never changes.
 *
 * @param means M_1 (d_1×K), column c = the features of class c
 * @param weights W_1 … W_L; W_l is d_{l+1}×d_l, with d_{L+1} = K
 */
public record Construction(DMatrixRMaj means, List<DMatrixRMaj> weights) {

  /**
   * Copies the factors and checks that they chain.
   *
   * @throws IllegalArgumentException if there are no weights, or the shapes do not chain from d_1
   *     to K
   */
  public Construction {
    means = means.copy();
    weights = copies(weights);
    requireChain(means, weights);
  }

  /** M_1, as a copy. */
  @Override
  public DMatrixRMaj means() {
    return means.copy();
  }

  /** W_1 … W_L, as copies. */
  @Override
  public List<DMatrixRMaj> weights() {
    return copies(weights);
  }

  /** L. */
  public int depth() {
    return weights.size();
  }

  /** K. */
  public int classes() {
    return means.numCols;
  }

  /**
   * d_1 … d_L: a network can contain this construction if each of its layers is at least this wide.
   */
  public List<Integer> widths() {
    return weights.stream().map(weight -> weight.numCols).toList();
  }

  /** ‖M_1‖_F², ‖W_1‖_F², …, ‖W_L‖_F². */
  public List<Double> normsSquared() {
    return factors().stream().map(MatrixOps::normSquared).toList();
  }

  /** c = (‖M_1‖_F² Π_l ‖W_l‖_F²)^{1/(L+1)}, computed from the factors; 0 if one of them is zero. */
  public double constant() {
    double logs = normsSquared().stream().mapToDouble(Math::log).sum();
    return Math.exp(logs / (depth() + 1));
  }

  /** M_1 times {@code scales[0]}, W_l times {@code scales[l]}. */
  Construction scaled(double... scales) {
    List<DMatrixRMaj> scaledWeights = new ArrayList<>(depth());
    for (int l = 1; l <= depth(); l++) {
      scaledWeights.add(MatrixOps.scaled(scales[l], weights.get(l - 1)));
    }
    return new Construction(MatrixOps.scaled(scales[0], means), scaledWeights);
  }

  private List<DMatrixRMaj> factors() {
    List<DMatrixRMaj> factors = new ArrayList<>(depth() + 1);
    factors.add(means);
    factors.addAll(weights);
    return factors;
  }

  private static List<DMatrixRMaj> copies(List<DMatrixRMaj> matrices) {
    return matrices.stream().map(DMatrixRMaj::copy).toList();
  }

  private static void requireChain(DMatrixRMaj means, List<DMatrixRMaj> weights) {
    int width = means.numRows;
    for (DMatrixRMaj weight : weights) {
      if (weight.numCols != width) {
        throw new IllegalArgumentException(
            "the shapes do not chain: a weight with "
                + weight.numCols
                + " columns follows a matrix with "
                + width
                + " rows");
      }
      width = weight.numRows;
    }
    if (weights.isEmpty() || width != means.numCols) {
      throw new IllegalArgumentException(
          "W_1 … W_L must be given and W_L must have one row per class: K = "
              + means.numCols
              + ", got "
              + weights.size()
              + " weights ending in "
              + width
              + " rows");
    }
  }
}
