package org.collapselab.datasets;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/**
 * The IDX format of MNIST: big-endian header (images: 2051, count, rows, columns; labels: 2049,
 * count), then one unsigned byte a pixel or label.
 */
final class IdxFormat {
  private static final int IMAGES = 2051;
  private static final int LABELS = 2049;
  private static final int MAX_SIDE = 4096;

  private IdxFormat() {}

  /** Reads one image file and one label file, in either order. */
  static LabeledImages read(List<NamedSource> sources) {
    if (sources.size() != 2) {
      throw new DataException(
          "IDX data need exactly two files, images and labels, not " + sources.size());
    }
    Content first = readFile(sources.get(0));
    Content second = readFile(sources.get(1));
    if ((first.shape == null) == (second.shape == null)) {
      throw new DataException(
          "%s and %s both hold %s; give one image and one label file"
              .formatted(first.name, second.name, first.shape == null ? "labels" : "images"));
    }
    return first.shape != null ? combine(first, second) : combine(second, first);
  }

  private static LabeledImages combine(Content images, Content labels) {
    if (images.count != labels.count) {
      throw new DataException(
          "%s holds %d images but %s holds %d labels; they belong to different sets"
              .formatted(images.name, images.count, labels.name, labels.count));
    }
    return new LabeledImages(images.shape, images.bytes, toInts(labels.bytes));
  }

  private static int[] toInts(byte[] bytes) {
    int[] ints = new int[bytes.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = bytes[i] & 0xff;
    }
    return ints;
  }

  private static Content readFile(NamedSource source) {
    try (DataInputStream in = new DataInputStream(source.open())) {
      return readFile(source.name(), in);
    } catch (EOFException e) {
      throw new DataException(source.name() + " is cut off; replace it", e);
    } catch (IOException e) {
      throw DataException.unreadable(source.name(), e);
    }
  }

  private static Content readFile(String name, DataInputStream in) throws IOException {
    int magic = in.readInt();
    if (magic != IMAGES && magic != LABELS) {
      throw new DataException(
          "%s is not an IDX file of images or labels: it starts with the bytes %08x instead of %08x or %08x"
              .formatted(name, magic, IMAGES, LABELS));
    }
    int count = in.readInt();
    Shape shape = magic == IMAGES ? readShape(name, in) : null;
    long length = (long) count * (shape == null ? 1 : shape.dim());
    if (count < 1 || length > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "the header of %s announces %d records; from 1 record to 2 GiB in total can be read"
              .formatted(name, count));
    }
    // Grows with the bytes that are really there, so that a false header costs no memory.
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException(bytes.length + " of " + length + " bytes after the header");
    }
    if (in.read() >= 0) {
      throw new DataException(
          "%s has extra bytes after its %d records; it is damaged, replace it"
              .formatted(name, count));
    }
    return new Content(name, count, shape, bytes);
  }

  private static Shape readShape(String name, DataInputStream in) throws IOException {
    int rows = in.readInt();
    int columns = in.readInt();
    if (rows < 1 || columns < 1 || rows > MAX_SIDE || columns > MAX_SIDE) {
      throw new DataException(
          "the header of %s announces images of %d×%d pixels; each side must be from 1 to %d"
              .formatted(name, rows, columns, MAX_SIDE));
    }
    return new Shape(1, rows, columns);
  }

  /** Content of one file; {@code shape} is null for labels. */
  private static final class Content {
    final String name;
    final int count;
    final Shape shape;
    final byte[] bytes;

    Content(String name, int count, Shape shape, byte[] bytes) {
      this.name = name;
      this.count = count;
      this.shape = shape;
      this.bytes = bytes;
    }
  }
}
