package org.collapselab.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes, files and row selections, as lower-case hexadecimal. */
public final class Digests {
  private Digests() {}

  /** A digest to feed. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Its value, after which it starts over. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of bytes. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /**
   * SHA-256 of a file as it is stored.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static String hex(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return hex(digest);
  }

  /** SHA-256 of the row numbers as big-endian 32-bit integers, in the given order. */
  static String ofRows(int[] rows) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(4, rows.length));
    buffer.asIntBuffer().put(rows);
    return hex(buffer.array());
  }
}
