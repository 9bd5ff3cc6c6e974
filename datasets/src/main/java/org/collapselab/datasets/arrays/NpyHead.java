package org.collapselab.datasets.arrays;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * All that stands before the elements of a {@code .npy} file, versions 1, 2 and 3.
 *
 * @param info type and shape
 * @param order of the bytes of an element
 * @param fortran whether the first axis runs fastest, and this makes a difference
 * @param start position of the first element
 */
record NpyHead(ArrayInfo info, ByteOrder order, boolean fortran, long start) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_HEADER = 1 << 20;

  private static final Map<String, ElementType> TYPES =
      Map.ofEntries(
          Map.entry("f8", ElementType.F64),
          Map.entry("f4", ElementType.F32),
          Map.entry("f2", ElementType.F16),
          Map.entry("i8", ElementType.I64),
          Map.entry("i4", ElementType.I32),
          Map.entry("i2", ElementType.I16),
          Map.entry("i1", ElementType.I8),
          Map.entry("u8", ElementType.U64),
          Map.entry("u4", ElementType.U32),
          Map.entry("u2", ElementType.U16),
          Map.entry("u1", ElementType.U8),
          Map.entry("b1", ElementType.BOOL));

  /**
   * Reads the head and leaves the stream at the first element.
   *
   * @param name of the array
   * @param label of file and array, for messages
   */
  static NpyHead read(InputStream stream, String name, String label) {
    try {
      return read(new DataInputStream(stream), name, label);
    } catch (EOFException e) {
      throw new ArrayException(label + " is not a .npy file: it ends inside its header", e);
    } catch (IOException e) {
      throw ArrayException.unreadable(label, e);
    } catch (IllegalArgumentException e) {
      throw new ArrayException("%s: %s".formatted(label, e.getMessage()), e);
    }
  }

  private static NpyHead read(DataInputStream in, String name, String label) throws IOException {
    byte[] magic = new byte[MAGIC.length];
    in.readFully(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new ArrayException(
          Pickles.isPickle(magic) ? Pickles.refusal(label) : label + " is not a .npy file");
    }
    int version = in.readUnsignedByte();
    in.readUnsignedByte();
    if (version < 1 || version > 3) {
      throw new ArrayException(
          "%s has version %d of the .npy format; versions 1, 2 and 3 are read"
              .formatted(label, version));
    }
    int prefix = MAGIC.length + 2 + (version == 1 ? 2 : 4);
    long length =
        version == 1
            ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
            : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    if (length > MOST_HEADER) {
      throw new ArrayException(
          "%s is damaged: its header would have %d bytes".formatted(label, length));
    }
    byte[] header = new byte[(int) length];
    in.readFully(header);
    String text =
        new String(header, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    if (text.contains("'|O'") || text.contains("'O'")) {
      throw new ArrayException(Pickles.objects(label));
    }
    return of(NpyDictionary.parse(text), name, prefix + length);
  }

  private static NpyHead of(NpyDictionary dictionary, String name, long start) {
    String descriptor = dictionary.descriptor();
    ElementType type = descriptor.isEmpty() ? null : TYPES.get(descriptor.substring(1));
    if (type == null) {
      String hint =
          descriptor.endsWith("V2")
              ? "; if these are bfloat16, write array.astype(numpy.float32) instead"
              : "; write float64, float32, float16 or integers instead";
      throw new IllegalArgumentException(
          "elements of type '%s' cannot be read%s".formatted(descriptor, hint));
    }
    ArrayInfo info = new ArrayInfo(name, type, dictionary.shape());
    boolean big = descriptor.charAt(0) == '>';
    return new NpyHead(
        info,
        big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        dictionary.fortranOrder() && info.axes() > 1,
        start);
  }
}
