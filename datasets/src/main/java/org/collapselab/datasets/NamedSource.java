package org.collapselab.datasets;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Bytes with a name for messages; gzip content, known by its first two bytes, is unpacked. */
record NamedSource(String name, Opener opener) {
  interface Opener {
    InputStream open() throws IOException;
  }

  static NamedSource of(Path path) {
    return new NamedSource(path.toString(), () -> Files.newInputStream(path));
  }

  static NamedSource of(String name, byte[] content) {
    return new NamedSource(name, () -> new ByteArrayInputStream(content));
  }

  /** The uncompressed content. No format read here starts with gzip's magic number 1f 8b. */
  InputStream open() throws IOException {
    InputStream raw = new BufferedInputStream(opener.open(), 1 << 16);
    try {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }
}
