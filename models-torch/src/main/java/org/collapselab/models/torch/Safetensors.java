package org.collapselab.models.torch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.collapselab.models.Precision;

/**
 * A file in the format <a href="https://github.com/huggingface/safetensors">safetensors</a>: the
 * length of a header, the header in JSON with name, type, shape and place of every tensor, and
 * their values, little-endian and row-major.
 */
final class Safetensors {
  private static final int ALIGNMENT = 8;

  private final Precision precision;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String name, long[] shape, double[] values) {}

  /**
   * @param precision of all tensors
   */
  Safetensors(Precision precision) {
    this.precision = precision;
  }

  /** Adds a text about the file. */
  Safetensors about(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** Adds a tensor; FP32 ones are given as their exact doubles. */
  void add(String name, long[] shape, double[] values) {
    entries.add(new Entry(name, shape.clone(), values));
  }

  void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      byte[] header = header();
      out.write(bytes(Long.BYTES).putLong(header.length).array());
      out.write(header);
      for (Entry entry : entries) {
        out.write(content(entry.values()));
      }
    }
  }

  /** Padded with spaces, so that the values are aligned. */
  private byte[] header() {
    List<String> parts = new ArrayList<>();
    parts.add(
        metadata.entrySet().stream()
            .map(e -> quoted(e.getKey()) + ":" + quoted(e.getValue()))
            .collect(Collectors.joining(",", "\"__metadata__\":{", "}")));
    long from = 0;
    for (Entry entry : entries) {
      long to = from + (long) entry.values().length * size();
      parts.add(
          "%s:{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  quoted(entry.name()),
                  precision == Precision.DOUBLE ? "F64" : "F32",
                  LongStream.of(entry.shape())
                      .mapToObj(Long::toString)
                      .collect(Collectors.joining(",", "[", "]")),
                  from,
                  to));
      from = to;
    }
    String json = parts.stream().collect(Collectors.joining(",", "{", "}"));
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    String padding = " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT);
    return (json + padding).getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private byte[] content(double[] values) {
    ByteBuffer bytes = bytes(values.length * size());
    for (double value : values) {
      if (precision == Precision.DOUBLE) {
        bytes.putDouble(value);
      } else {
        bytes.putFloat((float) value);
      }
    }
    return bytes.array();
  }

  private int size() {
    return precision == Precision.DOUBLE ? Double.BYTES : Float.BYTES;
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
