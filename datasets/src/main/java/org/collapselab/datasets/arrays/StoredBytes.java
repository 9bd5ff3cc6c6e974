package org.collapselab.datasets.arrays;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that can be read at any place. */
interface StoredBytes {
  /** Fills the buffer from this position on. */
  void read(long position, ByteBuffer into) throws IOException;

  /** Bytes of a file. */
  static StoredBytes of(FileChannel file) {
    return (position, into) -> {
      long at = position;
      while (into.hasRemaining()) {
        int n = file.read(into, at);
        if (n < 0) {
          throw new EOFException("the file ends at byte " + at);
        }
        at += n;
      }
    };
  }

  /** Bytes in memory. */
  static StoredBytes of(byte[] bytes) {
    return (position, into) -> into.put(bytes, Math.toIntExact(position), into.remaining());
  }
}
