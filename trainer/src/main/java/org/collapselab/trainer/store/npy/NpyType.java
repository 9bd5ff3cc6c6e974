package org.collapselab.trainer.store.npy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Element type of an array, little-endian. */
public enum NpyType {
  FLOAT64("<f8", Double.BYTES),
  FLOAT32("<f4", Float.BYTES),
  INT64("<i8", Long.BYTES);

  private final String descriptor;
  private final int bytes;

  NpyType(String descriptor, int bytes) {
    this.descriptor = descriptor;
    this.bytes = bytes;
  }

  /** NumPy's name of the type, such as {@code <f8}. */
  public String descriptor() {
    return descriptor;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  static NpyType of(String descriptor) {
    return Arrays.stream(values())
        .filter(type -> type.descriptor.equals(descriptor))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "element type '%s' is not supported; supported are %s"
                        .formatted(descriptor, known())));
  }

  private static String known() {
    return Arrays.stream(values()).map(NpyType::descriptor).collect(Collectors.joining(", "));
  }
}
