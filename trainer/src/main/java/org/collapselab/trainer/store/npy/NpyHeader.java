package org.collapselab.trainer.store.npy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.collapselab.datasets.arrays.NpyDictionary;

/** The Python dictionary literal in front of the elements: type, order and shape. */
final class NpyHeader {
  /** Bytes before the dictionary: magic string, version and header length. */
  static final int PREFIX_BYTES = 10;

  private static final int ALIGNMENT = 64;

  private final NpyType type;
  private final int[] shape;

  NpyHeader(NpyType type, int[] shape) {
    this.type = type;
    this.shape = shape;
  }

  NpyType type() {
    return type;
  }

  int[] shape() {
    return shape;
  }

  /** The dictionary, padded with blanks so that the elements start at a multiple of 64 bytes. */
  byte[] encode() {
    String axes =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(type.descriptor(), axes, shape.length == 1 ? "," : "");
    int used = PREFIX_BYTES + dictionary.length() + 1;
    int padding = Math.floorMod(-used, ALIGNMENT);
    return (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  static NpyHeader decode(byte[] bytes) {
    NpyDictionary read = NpyDictionary.parse(new String(bytes, StandardCharsets.US_ASCII));
    if (read.fortranOrder()) {
      throw new IllegalArgumentException("Fortran order is not supported; save it in C order");
    }
    int[] shape = read.shape().stream().mapToInt(Math::toIntExact).toArray();
    return new NpyHeader(NpyType.of(read.descriptor()), shape);
  }
}
