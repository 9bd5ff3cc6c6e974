package org.collapselab.trainer.store.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.collapselab.trainer.store.WholeFile;

/** NumPy's {@code .npy} format, version 1.0: magic string, header, then the elements in C order. */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private NpyFile() {}

  /** Writes {@code array}, replacing any file at {@code path}. */
  public static void write(Path path, NpyArray array) throws IOException {
    WholeFile.write(path, out -> write(out, array));
  }

  /** Writes {@code array} and leaves the stream open. */
  public static void write(OutputStream out, NpyArray array) throws IOException {
    byte[] header = new NpyHeader(array.type(), array.shape()).encode();
    ByteBuffer length = ByteBuffer.allocate(Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putShort((short) header.length);
    out.write(MAGIC);
    out.write(length.array());
    out.write(header);
    WritableByteChannel channel = Channels.newChannel(out);
    ByteBuffer elements = array.bytes();
    while (elements.hasRemaining()) {
      channel.write(elements);
    }
  }

  /**
   * Reads a 1-D or 2-D array of type float64, float32 or int64.
   *
   * @throws IOException naming the file and what is wrong with it, if it is not such an array
   */
  public static NpyArray read(Path path) throws IOException {
    return decode(Files.readAllBytes(path), path.toString());
  }

  /**
   * The array in the bytes of a file.
   *
   * @param name of the file, for messages
   * @throws IOException as {@link #read}
   */
  public static NpyArray decode(byte[] file, String name) throws IOException {
    try {
      return decode(file);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException("%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static NpyArray decode(byte[] file) {
    if (file.length < NpyHeader.PREFIX_BYTES
        || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("not a .npy file of version 1.0");
    }
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int start = NpyHeader.PREFIX_BYTES + Short.toUnsignedInt(buffer.getShort(MAGIC.length));
    if (start > file.length) {
      throw new IllegalArgumentException("the file ends inside its header");
    }
    NpyHeader header = NpyHeader.decode(Arrays.copyOfRange(file, NpyHeader.PREFIX_BYTES, start));
    int expected = NpyArray.byteCount(header.type(), header.shape());
    if (file.length - start != expected) {
      throw new IllegalArgumentException(
          "%d bytes of elements where shape %s of %s needs %d"
              .formatted(
                  file.length - start, Arrays.toString(header.shape()), header.type(), expected));
    }
    return new NpyArray(header.type(), header.shape(), buffer.slice(start, expected));
  }
}
