package org.collapselab.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.ZipException;

/** What was read from the place where a {@link DataFile} should be, and whether it is that file. */
final class CheckedContent {
  /** Bytes read beyond the file's length before it is clear that this is another file. */
  private static final long SLACK = 64 << 20;

  private final byte[] bytes;
  private final String sha256;
  private final String damage;

  private CheckedContent(byte[] bytes, String sha256, String damage) {
    this.bytes = bytes;
    this.sha256 = sha256;
    this.damage = damage;
  }

  /** Reads, unpacks and hashes in one pass; I/O errors other than damaged gzip data are thrown. */
  static CheckedContent read(NamedSource source, DataFile file) throws IOException {
    byte[] bytes = new byte[file.byteLength()];
    MessageDigest digest = Digests.sha256();
    long length;
    try (InputStream in = source.open()) {
      length = readInto(bytes, in, digest);
      length += digestRest(in, digest);
    } catch (ZipException | EOFException e) {
      String why = "its gzip data is damaged or cut off (" + e.getMessage() + ")";
      return new CheckedContent(bytes, Digests.hex(digest), why);
    }
    String sha256 = Digests.hex(digest);
    return new CheckedContent(bytes, sha256, damage(length, sha256, file));
  }

  private static String damage(long length, String sha256, DataFile file) {
    if (length != file.byteLength()) {
      String more = length - file.byteLength() >= SLACK ? "more than " : "";
      return "it has " + more + length + " bytes uncompressed instead of " + file.byteLength();
    }
    if (!sha256.equals(file.sha256())) {
      return "its SHA-256 (uncompressed) is " + sha256 + " instead of " + file.sha256();
    }
    return null;
  }

  private static int readInto(byte[] bytes, InputStream in, MessageDigest digest)
      throws IOException {
    int length = 0;
    while (length < bytes.length) {
      int n = in.read(bytes, length, Math.min(1 << 16, bytes.length - length));
      if (n < 0) {
        break;
      }
      digest.update(bytes, length, n);
      length += n;
    }
    return length;
  }

  /** Gives up after a while: a few kilobytes of gzip can unpack to terabytes. */
  private static long digestRest(InputStream in, MessageDigest digest) throws IOException {
    byte[] chunk = new byte[1 << 16];
    long length = 0;
    for (int n = in.read(chunk); n >= 0 && length < SLACK; n = in.read(chunk)) {
      digest.update(chunk, 0, n);
      length += n;
    }
    return length;
  }

  /** The file's bytes; only of undamaged content. */
  byte[] bytes() {
    if (damage != null) {
      throw new IllegalStateException("this content is damaged and must not be used: " + damage);
    }
    return bytes;
  }

  /** Hash of everything that was read. */
  String sha256() {
    return sha256;
  }

  /** Why this is not the file; empty if it is, byte for byte. */
  Optional<String> damage() {
    return Optional.ofNullable(damage);
  }
}
