package org.collapselab.cli.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A stream split into files {@code name.001}, {@code name.002}, … of {@code limit} bytes, the last
 * of which may be shorter, or written whole to {@code name} if {@code limit} is 0.
 */
final class PartsOutput extends OutputStream {
  private final Path folder;
  private final String name;
  private final long limit;
  private final List<Part> parts = new ArrayList<>();
  private DigestOutputStream current;
  private String currentName;
  private long written;

  PartsOutput(Path folder, String name, long limit) {
    this.folder = folder;
    this.name = name;
    this.limit = limit;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (current == null) {
        open();
      }
      int left = length - done;
      int count = limit == 0 ? left : (int) Math.min(left, limit - written);
      current.write(bytes, offset + done, count);
      written += count;
      done += count;
      if (written == limit) {
        closePart();
      }
    }
  }

  private void open() throws IOException {
    currentName = limit == 0 ? name : "%s.%03d".formatted(name, parts.size() + 1);
    current = new DigestOutputStream(Files.newOutputStream(folder.resolve(currentName)), sha256());
    written = 0;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private void closePart() throws IOException {
    current.close();
    String sum = HexFormat.of().formatHex(current.getMessageDigest().digest());
    parts.add(new Part(currentName, written, sum));
    current = null;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      closePart();
    }
  }

  /** The files written, in order; complete once the stream is closed. */
  List<Part> parts() {
    return List.copyOf(parts);
  }
}
