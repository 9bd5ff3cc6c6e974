package org.collapselab.theory;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The neurons of one size s: one for each s-subset T of the r vertices, with the row ½(1_T −
 * 1_{T^c})ᵀ. On the columns of B, which are edges, it is +1 inside T, 0 across and −1 outside, so
 * that the ReLU leaves the subset–edge inclusion matrix A_s (C(r,s)×K).
 *
 * @param vertices r ≥ 3
 * @param size s in 2 … r
 */
record SubsetLevel(int vertices, int size) {

  /** C(r,s), rounded where it exceeds 2^53, infinite where it exceeds a double. */
  double neurons() {
    return binomial(vertices, size);
  }

  static double binomial(int n, int k) {
    double count = 1;
    for (int i = 1; i <= Math.min(k, n - k); i++) {
      count = count * (n + 1 - i) / i;
    }
    return count;
  }

  /**
   * The eigenvalues of A_sᵀA_s / C(r,s) on the three eigenspaces of T(r): constant vectors,
   * functions of the vertices, the rest; of dimensions 1, r − 1, r(r−3)/2.
   *
   * <p>A_sᵀA_s = C(r−2,s−2) I + C(r−3,s−3) A + C(r−4,s−4) (J − I − A), and A has eigenvalues
   * 2(r−2), r − 4, −2 there, which gives C(s,2) C(r−2,s−2), (s−1) C(r−3,s−2), C(r−4,s−2).
   */
  double[] eigenvalues() {
    double r = vertices;
    double s = size;
    double pairs = s * (s - 1) / (r * (r - 1));
    double constant = pairs * s * (s - 1) / 2;
    double vertex = pairs * (s - 1) * (r - s) / (r - 2);
    double rest = vertices == 3 ? 0 : pairs * (r - s) * (r - s - 1) / ((r - 2) * (r - 3));
    return new double[] {constant, vertex, rest};
  }

  /** All subsets, in lexicographic order. */
  List<int[]> subsets() {
    List<int[]> subsets = new ArrayList<>();
    int[] subset = new int[size];
    for (int i = 0; i < size; i++) {
      subset[i] = i;
    }
    int last = size - 1;
    while (last >= 0) {
      subsets.add(subset.clone());
      last = size - 1;
      while (last >= 0 && subset[last] == vertices - size + last) {
        last--;
      }
      if (last >= 0) {
        subset[last]++;
        for (int i = last + 1; i < size; i++) {
          subset[i] = subset[i - 1] + 1;
        }
      }
    }
    return subsets;
  }

  /** The rows ½(1_T − 1_{T^c})ᵀ (|subsets|×r). */
  static DMatrixRMaj rows(List<int[]> subsets, int vertices) {
    DMatrixRMaj rows = new DMatrixRMaj(subsets.size(), vertices);
    rows.fill(-0.5);
    for (int row = 0; row < subsets.size(); row++) {
      for (int vertex : subsets.get(row)) {
        rows.set(row, vertex, 0.5);
      }
    }
    return rows;
  }
}
