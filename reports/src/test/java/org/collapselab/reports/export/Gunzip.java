package org.collapselab.reports.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Gzip of the JDK in place of Hadoop's, for Apache's reader. */
final class Gunzip implements CompressionCodecFactory {
  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("only for reading");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.GZIP) {
      throw new IllegalArgumentException("pages are compressed by " + codec);
    }
    return new Decompressor();
  }

  @Override
  public void release() {}

  private static final class Decompressor implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(gunzip(bytes.toInputStream(), size));
    }

    @Override
    public void decompress(ByteBuffer in, int packed, ByteBuffer out, int size) throws IOException {
      byte[] bytes = new byte[packed];
      in.get(bytes);
      out.put(gunzip(new ByteArrayInputStream(bytes), size));
    }

    private static byte[] gunzip(InputStream packed, int size) throws IOException {
      try (GZIPInputStream in = new GZIPInputStream(packed)) {
        byte[] plain = in.readAllBytes();
        if (plain.length != size) {
          throw new IOException("%d bytes, not %d".formatted(plain.length, size));
        }
        return plain;
      }
    }

    @Override
    public void release() {}
  }
}
