package org.collapselab.datasets.arrays;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is known of an array without reading its elements.
 *
 * @param name without the ending of a file, such as {@code features/fc3:post}
 * @param shape lengths of the axes, each ≥ 0
 */
public record ArrayInfo(String name, ElementType type, List<Long> shape) {
  public ArrayInfo {
    shape = List.copyOf(shape);
  }

  /** Number of axes. */
  public int axes() {
    return shape.size();
  }

  /** Length of the first axis; 1 for a scalar. */
  public long rows() {
    return shape.isEmpty() ? 1 : shape.get(0);
  }

  /**
   * Elements per row, all further axes together.
   *
   * @throws ArrayException if they are 2³¹ or more
   */
  public int rowLength() {
    long length = 1;
    for (int axis = 1; axis < shape.size(); axis++) {
      length = times(length, shape.get(axis));
    }
    if (length > Integer.MAX_VALUE - 8) {
      throw tooLarge("rows of 2³¹ values or more are not read");
    }
    return (int) length;
  }

  /** Bytes of all elements. */
  long byteCount() {
    long count = type.bytes();
    for (long axis : shape) {
      count = times(count, axis);
    }
    return count;
  }

  private long times(long a, long b) {
    try {
      return Math.multiplyExact(a, b);
    } catch (ArithmeticException e) {
      throw tooLarge("its size overflows");
    }
  }

  private ArrayException tooLarge(String why) {
    return new ArrayException("%s has the shape %s: %s".formatted(name, shown(), why));
  }

  /** The shape as Python writes it, such as {@code (50000, 512)}. */
  public String shown() {
    String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return shape.size() == 1 ? "(%s,)".formatted(axes) : "(%s)".formatted(axes);
  }
}
