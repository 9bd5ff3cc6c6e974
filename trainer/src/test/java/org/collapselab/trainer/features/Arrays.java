package org.collapselab.trainer.features;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.collapselab.trainer.store.npy.NpyType;

/** Arrays that a test writes in each of the forms that are read. */
final class Arrays {
  private final Map<String, NpyArray> arrays = new LinkedHashMap<>();

  Arrays put(String name, NpyArray array) {
    arrays.put(name, array);
    return this;
  }

  Arrays put(String name, double[] values, int... shape) {
    return put(name, NpyArray.of(values, shape));
  }

  Arrays labels(int... values) {
    return put("labels", NpyArray.of(IntStream.of(values).asLongStream().toArray(), values.length));
  }

  /** Labels 0, 1, …, K−1, 0, 1, … */
  Arrays labelsInTurn(int samples, int classes) {
    return labels(IntStream.range(0, samples).map(i -> i % classes).toArray());
  }

  Path folder(Path path) throws IOException {
    for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
      Path file = path.resolve(array.getKey().replace(':', '.') + ".npy");
      Files.createDirectories(file.getParent());
      NpyFile.write(file, array.getValue());
    }
    return path;
  }

  Path npz(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        NpyFile.write(zip, array.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  /** By hand, from the specification. */
  Path safetensors(Path file) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    StringBuilder header = new StringBuilder("{");
    for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
      NpyArray values = array.getValue();
      int from = data.size();
      data.write(bytes(values));
      header.append(
          "%s\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
              .formatted(
                  header.length() == 1 ? "" : ",",
                  array.getKey(),
                  values.type() == NpyType.INT64 ? "I64" : "F64",
                  IntStream.of(values.shape())
                      .mapToObj(Integer::toString)
                      .collect(Collectors.joining(",")),
                  from,
                  data.size()));
    }
    byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
      out.write(json);
      data.writeTo(out);
    }
    return file;
  }

  private static byte[] bytes(NpyArray array) {
    int count = IntStream.of(array.shape()).reduce(1, (a, b) -> a * b);
    ByteBuffer bytes = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
    if (array.type() == NpyType.INT64) {
      bytes.asLongBuffer().put(array.toLongs());
    } else {
      bytes.asDoubleBuffer().put(array.toDoubles());
    }
    return bytes.array();
  }
}
