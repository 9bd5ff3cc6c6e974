package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A code of points of unit length that can be written down: groups of classes in orthogonal
 * subspaces, each group a simplex or a regular polygon. m simplices have rank K − m, so there is
 * such a code for each rank from K/2 (pairs, the orthoplex) to K − 1 (one simplex); of all codes of
 * K points in r dimensions, K/2 ≤ r ≤ K − 1, they have the largest least distance (Rankin 1955).
 * For lower ranks there are r/2 polygons, one of them the K-gon, and, if r is odd, a pair.
 *
 * @param points X: r×K
 * @param name in words
 */
record NamedCode(DMatrixRMaj points, String name) {

  /**
   * What can be written down in {@code rank} dimensions, from 2 to K − 1: below K/2 polygons; from
   * there on simplices of sizes as equal as possible, and one large simplex beside pairs.
   */
  static List<NamedCode> of(int classes, int rank) {
    List<NamedCode> codes = new ArrayList<>();
    if (2 * rank < classes) {
      return List.of(polygons(classes, rank));
    }
    int groups = classes - rank;
    List<Integer> pairs = new ArrayList<>(Collections.nCopies(groups, 2));
    pairs.set(0, classes - 2 * (groups - 1));
    List<Integer> equal = equal(classes, groups);
    codes.add(simplices(equal));
    if (!pairs.equals(equal)) {
      codes.add(simplices(pairs));
    }
    return codes;
  }

  private static List<Integer> equal(int classes, int groups) {
    List<Integer> sizes = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      sizes.add(classes / groups + (g < classes % groups ? 1 : 0));
    }
    return sizes;
  }

  /** A simplex for each group. */
  static NamedCode simplices(List<Integer> sizes) {
    DMatrixRMaj points = orthogonal(sizes.stream().map(NamedCode::simplex).toList());
    return new NamedCode(
        points, sizes.size() == 1 ? "the simplex" : "simplices of " + text(sizes) + " classes");
  }

  /** Polygons of sizes as equal as possible, and a pair of classes where the rank is odd. */
  private static NamedCode polygons(int classes, int rank) {
    boolean odd = rank % 2 == 1;
    List<Integer> sizes = equal(odd ? classes - 2 : classes, rank / 2);
    List<DMatrixRMaj> groups = new ArrayList<>(sizes.stream().map(NamedCode::polygon).toList());
    if (odd) {
      groups.add(simplex(2));
    }
    String name =
        rank == 2
            ? "the K-gon"
            : "polygons of " + text(sizes) + " classes" + (odd ? " and a pair" : "");
    return new NamedCode(orthogonal(groups), name);
  }

  private static String text(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The groups in subspaces that are orthogonal to one another: block diagonal. */
  private static DMatrixRMaj orthogonal(List<DMatrixRMaj> groups) {
    int rows = groups.stream().mapToInt(group -> group.numRows).sum();
    int columns = groups.stream().mapToInt(group -> group.numCols).sum();
    DMatrixRMaj points = new DMatrixRMaj(rows, columns);
    int row = 0;
    int column = 0;
    for (DMatrixRMaj group : groups) {
      CommonOps_DDRM.insert(group, points, row, column);
      row += group.numRows;
      column += group.numCols;
    }
    return points;
  }

  /** Corners of a regular polygon. */
  private static DMatrixRMaj polygon(int corners) {
    DMatrixRMaj points = new DMatrixRMaj(2, corners);
    for (int c = 0; c < corners; c++) {
      points.set(0, c, Math.cos(2 * Math.PI * c / corners));
      points.set(1, c, Math.sin(2 * Math.PI * c / corners));
    }
    return points;
  }

  /** (size−1)×size, its columns of unit length: Helmert's rows, scaled. */
  private static DMatrixRMaj simplex(int size) {
    DMatrixRMaj points = new DMatrixRMaj(size - 1, size);
    for (int row = 1; row < size; row++) {
      double entry = Math.sqrt(size / ((size - 1.0) * row * (row + 1)));
      for (int column = 0; column < row; column++) {
        points.set(row - 1, column, entry);
      }
      points.set(row - 1, row, -row * entry);
    }
    return points;
  }
}
