package org.collapselab.cli.ui;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.CRC32;

/**
 * A file that is being sent, with the length that it had when it was opened. It is sent piece by
 * piece, so its size needs no memory.
 *
 * @param channel open
 * @param size bytes to send
 */
record SentFile(SeekableByteChannel channel, long size, FileTime changed) implements Reply.Body {
  private static final long LARGEST = 256L << 20;

  /**
   * Opens a file.
   *
   * @throws Refusal if it cannot be read or is too large
   */
  static SentFile open(Path file) {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      SeekableByteChannel channel = Files.newByteChannel(file);
      long size = channel.size();
      if (size > LARGEST) {
        channel.close();
        throw new Refusal(
            422, "%s is larger than %d MB".formatted(file.getFileName(), LARGEST >> 20));
      }
      return new SentFile(channel, size, changed);
    } catch (IOException e) {
      throw new Refusal(422, "cannot read %s: %s".formatted(file.getFileName(), e.getMessage()));
    }
  }

  /** Of its size and time. */
  @Override
  public String tag() {
    CRC32 hash = new CRC32();
    hash.update(changed.toString().getBytes(StandardCharsets.US_ASCII));
    return "\"%x-%x\"".formatted(size, hash.getValue());
  }
}
