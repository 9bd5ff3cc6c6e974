package org.collapselab.datasets.arrays;

import java.nio.ByteBuffer;

/** Type of the elements of an array, by its name in the safetensors format. */
public enum ElementType {
  F64(8),
  F32(4),
  F16(2),
  BF16(2),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U64(8),
  U32(4),
  U16(2),
  U8(1),
  BOOL(1);

  private static final double TWO_TO_64 = 0x1p64;

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether it holds numbers with a fraction. */
  public boolean isFloat() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  /**
   * Decodes the next {@code count} elements of a buffer, in its byte order. Exact for every type
   * but integers beyond ±2⁵³, which are rounded.
   */
  void decode(ByteBuffer from, double[] into, int offset, int count) {
    int end = offset + count;
    switch (this) { // outside the loops, which are short and run over billions of values
      case F64 -> from.asDoubleBuffer().get(into, offset, count);
      case F32 -> {
        for (int i = offset, at = from.position(); i < end; i++, at += Float.BYTES) {
          into[i] = from.getFloat(at);
        }
      }
      case BF16 -> {
        for (int i = offset, at = from.position(); i < end; i++, at += Short.BYTES) {
          into[i] = Float.intBitsToFloat(from.getShort(at) << 16);
        }
      }
      default -> {
        for (int i = offset, at = from.position(); i < end; i++, at += bytes) {
          into[i] = decoded(from, at);
        }
      }
    }
    from.position(from.position() + count * bytes);
  }

  private double decoded(ByteBuffer from, int at) {
    return switch (this) {
      case F64 -> from.getDouble(at);
      case F32 -> from.getFloat(at);
      case F16 -> half(from.getShort(at));
      case BF16 -> Float.intBitsToFloat(from.getShort(at) << 16);
      case I64 -> from.getLong(at);
      case I32 -> from.getInt(at);
      case I16 -> from.getShort(at);
      case I8 -> from.get(at);
      case U64 -> unsigned(from.getLong(at));
      case U32 -> Integer.toUnsignedLong(from.getInt(at));
      case U16 -> Short.toUnsignedInt(from.getShort(at));
      case U8 -> Byte.toUnsignedInt(from.get(at));
      case BOOL -> from.get(at) == 0 ? 0 : 1;
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : value + TWO_TO_64;
  }

  /** IEEE 754 binary16: 1 bit of sign, 5 of exponent with bias 15, 10 of fraction. */
  private static double half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (0x400 | fraction), exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
