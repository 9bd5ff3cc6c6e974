package org.collapselab.theory;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * K distinct non-empty sets of r vertices, the classes of a {@link SetCode}.
 *
 * @param vertices r, at most 16
 * @param masks the sets, bit v for vertex v, ascending
 */
record SetFamily(int vertices, int[] masks) {

  /** All sets of at most {@code size} of the r vertices. */
  static SetFamily upTo(int vertices, int size) {
    return new SetFamily(
        vertices,
        IntStream.range(1, 1 << vertices).filter(mask -> Integer.bitCount(mask) <= size).toArray());
  }

  /** K. */
  int classes() {
    return masks.length;
  }

  /** Without its set number {@code index}. */
  SetFamily without(int index) {
    return new SetFamily(
        vertices,
        IntStream.range(0, masks.length).filter(i -> i != index).map(i -> masks[i]).toArray());
  }

  /** B (r×K): column c is 1_S/√|S|, of length 1. */
  DMatrixRMaj matrix() {
    DMatrixRMaj matrix = new DMatrixRMaj(vertices, masks.length);
    for (int c = 0; c < masks.length; c++) {
      double entry = 1 / Math.sqrt(Integer.bitCount(masks[c]));
      for (int v = 0; v < vertices; v++) {
        matrix.set(v, c, (masks[c] >> v & 1) * entry);
      }
    }
    return matrix;
  }

  /** How many sets there are of each size 1 … r. */
  int[] sizes() {
    int[] sizes = new int[vertices];
    for (int mask : masks) {
      sizes[Integer.bitCount(mask) - 1]++;
    }
    return sizes;
  }

  /** Whether all sets are pairs: the family is a graph. */
  boolean graph() {
    return Arrays.stream(masks).allMatch(mask -> Integer.bitCount(mask) == 2);
  }

  /** Equal for families that differ by the names of the vertices, and for no others. */
  BitSet canonical() {
    int[] order = IntStream.range(0, vertices).toArray();
    return least(order, 0, null);
  }

  private BitSet least(int[] order, int from, BitSet known) {
    if (from == vertices) {
      BitSet renamed = new BitSet();
      for (int mask : masks) {
        int image = 0;
        for (int v = 0; v < vertices; v++) {
          image |= (mask >> v & 1) << order[v];
        }
        renamed.set(image);
      }
      return known == null || before(renamed, known) ? renamed : known;
    }
    BitSet best = known;
    for (int i = from; i < vertices; i++) {
      swap(order, from, i);
      best = least(order, from + 1, best);
      swap(order, from, i);
    }
    return best;
  }

  private static void swap(int[] values, int i, int j) {
    int kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }

  /** Lexicographic order of the bits. */
  private static boolean before(BitSet left, BitSet right) {
    BitSet difference = (BitSet) left.clone();
    difference.xor(right);
    int first = difference.nextSetBit(0);
    return first >= 0 && left.get(first);
  }
}
