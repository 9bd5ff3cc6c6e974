package org.collapselab.datasets.arrays;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The arrays of a {@code .safetensors} file: the length of a header as 8 bytes, the header in JSON
 * with type, shape and offsets of each array, then their elements, little-endian and in C order.
 */
final class SafetensorsFile implements ArraySource {
  private static final int PREFIX = Long.BYTES;

  /** The limit of the format's own library. */
  private static final long MOST_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private record Place(ArrayInfo info, long start) {}

  private final Path file;
  private final Map<String, Place> arrays = new LinkedHashMap<>();

  SafetensorsFile(Path file) {
    this.file = file;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long length = size < PREFIX ? -1 : bytes(channel, 0, PREFIX).getLong();
      if (length < 2 || length > MOST_HEADER || length > size - PREFIX) {
        throw new ArrayException(
            file + " is not a safetensors file: it does not begin with the length of its header");
      }
      JsonNode header = JSON.readTree(bytes(channel, PREFIX, (int) length).array());
      if (header == null || !header.isObject()) {
        throw damaged("its header is not a JSON object");
      }
      long data = PREFIX + length;
      header
          .fields()
          .forEachRemaining(
              entry -> {
                if (!entry.getKey().equals(METADATA)) {
                  arrays.put(entry.getKey(), place(entry.getKey(), entry.getValue(), data, size));
                }
              });
    } catch (JsonProcessingException e) {
      throw damaged("its header is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ArrayException.unreadable(file, e);
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    StoredBytes.of(channel).read(position, buffer);
    return buffer.flip();
  }

  private ArrayException damaged(String why) {
    return new ArrayException("%s is damaged: %s".formatted(file, why));
  }

  private Place place(String name, JsonNode entry, long data, long size) {
    JsonNode offsets = entry.path("data_offsets");
    JsonNode shape = entry.path("shape");
    boolean complete =
        entry.path("dtype").isTextual()
            && shape.isArray()
            && offsets.size() == 2
            && offsets.get(0).canConvertToLong()
            && offsets.get(1).canConvertToLong();
    if (!complete) {
      throw damaged("'%s' has no dtype, shape and data_offsets".formatted(name));
    }
    List<Long> axes = new ArrayList<>();
    for (JsonNode axis : shape) {
      if (!axis.canConvertToLong() || !axis.isIntegralNumber() || axis.asLong() < 0) {
        throw damaged("the shape of '%s' is %s".formatted(name, shape));
      }
      axes.add(axis.asLong());
    }
    ArrayInfo info = new ArrayInfo(name, type(name, entry.path("dtype").asText()), axes);
    long begin = offsets.get(0).asLong();
    long end = offsets.get(1).asLong();
    if (begin < 0 || end - begin != info.byteCount()) {
      throw damaged(
          "'%s' has %d bytes where %s of %s needs %d"
              .formatted(name, end - begin, info.shown(), info.type(), info.byteCount()));
    }
    if (end > size - data) {
      throw new ArrayException(
          "%s was cut off: '%s' ends at byte %d of %d".formatted(file, name, data + end, size));
    }
    return new Place(info, data + begin);
  }

  private ElementType type(String name, String dtype) {
    return Arrays.stream(ElementType.values())
        .filter(type -> type.name().equals(dtype))
        .findFirst()
        .orElseThrow(
            () ->
                new ArrayException(
                    "%s: '%s' has elements of type %s; those that are read are %s"
                        .formatted(
                            file,
                            name,
                            dtype,
                            Arrays.stream(ElementType.values())
                                .map(ElementType::name)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public List<Path> files(Collection<String> names) {
    return List.of(file);
  }

  @Override
  public List<String> names() {
    return List.copyOf(arrays.keySet());
  }

  @Override
  public ArrayInfo info(String name) {
    return found(name).info();
  }

  private Place found(String name) {
    Place place = arrays.get(name);
    if (place == null) {
      throw new ArrayException("%s has no array %s".formatted(file, name));
    }
    return place;
  }

  @Override
  public RowReader rows(String name) {
    Place place = found(name);
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new COrderRows(
          "%s in %s".formatted(name, file),
          channel.position(place.start()),
          place.info(),
          ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw ArrayException.unreadable(file, e);
    }
  }

  @Override
  public void close() {
    // The file is open only while rows are read.
  }
}
