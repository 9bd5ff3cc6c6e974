package org.collapselab.datasets;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.datavec.api.split.InputSplit;

/** Bytes with a name for messages; gzip content, known by its first two bytes, is unpacked. */
public record NamedSource(String name, Opener opener) {
  /** Where the bytes come from. */
  public interface Opener {
    InputStream open() throws IOException;
  }

  /** A file. */
  public static NamedSource of(Path path) {
    return new NamedSource(path.toString(), () -> Files.newInputStream(path));
  }

  /** Bytes in memory. */
  public static NamedSource of(String name, byte[] content) {
    return new NamedSource(name, () -> new ByteArrayInputStream(content));
  }

  /** The locations of a split, in order. */
  static List<NamedSource> of(InputSplit split) {
    return Arrays.stream(split.locations())
        .map(uri -> new NamedSource(uri.toString(), () -> open(split, uri)))
        .toList();
  }

  // Files are opened here: some splits of DataVec 1.0.0-M2.1 return a stream that is already
  // closed.
  private static InputStream open(InputSplit split, URI uri) throws IOException {
    if ("file".equals(uri.getScheme())) {
      return Files.newInputStream(Path.of(uri));
    }
    try {
      return split.openInputStreamFor(uri.toString());
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** The uncompressed content. No format read here starts with gzip's magic number 1f 8b. */
  public InputStream open() throws IOException {
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
