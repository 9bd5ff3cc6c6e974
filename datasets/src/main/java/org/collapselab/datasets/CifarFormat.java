package org.collapselab.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * CIFAR-10's binary format: records of 3073 bytes, a label and three 32×32 planes (red, green,
 * blue).
 */
final class CifarFormat {
  private static final Shape SHAPE = new Shape(3, 32, 32);
  private static final int RECORD = 1 + SHAPE.dim();
  private static final int MAX_RECORDS = (Integer.MAX_VALUE - 8) / RECORD;

  private CifarFormat() {}

  /** Reads the files one after the other into one list of images. */
  static LabeledImages read(List<NamedSource> sources) {
    List<byte[]> files = new ArrayList<>();
    long total = 0;
    for (NamedSource source : sources) {
      byte[] file = readFile(source);
      files.add(file);
      total += file.length / RECORD;
    }
    if (total < 1 || total > MAX_RECORDS) {
      throw new DataException(
          "found %d CIFAR records in %d files; from 1 to %d in total can be read"
              .formatted(total, sources.size(), MAX_RECORDS));
    }
    return split(files, (int) total);
  }

  private static LabeledImages split(List<byte[]> files, int count) {
    byte[] pixels = new byte[count * SHAPE.dim()];
    int[] labels = new int[count];
    int row = 0;
    for (byte[] file : files) {
      for (int at = 0; at < file.length; at += RECORD, row++) {
        labels[row] = file[at] & 0xff;
        System.arraycopy(file, at + 1, pixels, row * SHAPE.dim(), SHAPE.dim());
      }
    }
    return new LabeledImages(SHAPE, pixels, labels);
  }

  private static byte[] readFile(NamedSource source) {
    byte[] bytes;
    try (InputStream in = source.open()) {
      bytes = in.readNBytes(MAX_RECORDS * RECORD);
      if (in.read() >= 0) {
        throw new DataException(source.name() + " has more than 2 GiB; CIFAR-10 files have 30 MB");
      }
    } catch (IOException e) {
      throw DataException.unreadable(source.name(), e);
    }
    if (bytes.length == 0 || bytes.length % RECORD != 0) {
      throw new DataException(
          ("%s has %d bytes, not a multiple of the record length %d; it is cut off, or not a"
                  + " CIFAR-10 binary file")
              .formatted(source.name(), bytes.length, RECORD));
    }
    return bytes;
  }
}
