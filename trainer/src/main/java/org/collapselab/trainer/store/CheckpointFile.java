package org.collapselab.trainer.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.collapselab.datasets.Digests;
import org.collapselab.models.EngineName;
import org.collapselab.models.NetworkState;
import org.collapselab.models.Precision;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.collapselab.trainer.store.npy.NpyType;

/**
 * A {@link Checkpoint} as a NumPy {@code .npz} archive: {@code parameters.npy}, {@code
 * optimizer.npy} and {@code checkpoint.json}. The archive is not compressed and every part carries
 * a checksum, which reading verifies.
 */
final class CheckpointFile {
  private static final String INFO = "checkpoint.json";
  private static final String PARAMETERS = "parameters.npy";
  private static final String OPTIMIZER = "optimizer.npy";
  private static final int FORMAT = 1;

  private CheckpointFile() {}

  /**
   * Everything except the arrays.
   *
   * @param engine that took the steps; null in checkpoints of versions that had one
   * @param arraySha256 name of a part → SHA-256 of its bytes; null in checkpoints of earlier
   *     versions
   */
  record Info(
      int format,
      String engine,
      List<String> layout,
      String parameterSha256,
      Map<String, String> arraySha256,
      Checkpoint.Progress progress) {

    private EngineName engineName() throws IOException {
      return engine == null
          ? EngineName.DL4J
          : EngineName.of(engine)
              .orElseThrow(() -> new IOException(INFO + " names the unknown engine " + engine));
    }

    private void requireComplete() throws IOException {
      if (layout == null || layout.stream().anyMatch(line -> line == null)) {
        throw new IOException(INFO + " has no layout");
      }
      if (parameterSha256 == null) {
        throw new IOException(INFO + " has no parameter_sha256");
      }
      if (progress == null || progress.tables() == null) {
        throw new IOException(INFO + " has no progress");
      }
      MetricsLog.Lengths tables = progress.tables();
      if (progress.step() < 0
          || progress.nanos() < 0
          || progress.measuringNanos() < 0
          || tables.metrics() < 0
          || tables.spectra() < 0) {
        throw new IOException(INFO + " has a negative number");
      }
    }
  }

  /** Writes a temporary file, forces it to disk and renames it: a checkpoint is never partial. */
  static void write(Path file, Checkpoint checkpoint) throws IOException {
    WholeFile.fill(file, part -> writeForced(part, checkpoint));
    forceDirectory(file.getParent());
  }

  private static void writeForced(Path part, Checkpoint checkpoint) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
      zip.setLevel(Deflater.NO_COMPRESSION);
      writeParts(zip, checkpoint);
      zip.finish();
      channel.force(true);
    }
  }

  private static void writeParts(ZipOutputStream zip, Checkpoint checkpoint) throws IOException {
    NetworkState network = checkpoint.network();
    byte[] parameters = bytes(array(network.parameters(), network.precision()));
    byte[] optimizer = bytes(array(network.optimizer(), network.precision()));
    Info info =
        new Info(
            FORMAT,
            checkpoint.engine().key(),
            network.layout(),
            checkpoint.parameterHash(),
            Map.of(PARAMETERS, Digests.hex(parameters), OPTIMIZER, Digests.hex(optimizer)),
            checkpoint.progress());
    put(zip, INFO, Json.text(info).getBytes(StandardCharsets.UTF_8));
    put(zip, PARAMETERS, parameters);
    put(zip, OPTIMIZER, optimizer);
  }

  private static byte[] bytes(NpyArray array) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyFile.write(out, array);
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static NpyArray array(double[] values, Precision precision) {
    if (precision == Precision.DOUBLE) {
      return NpyArray.of(values, values.length);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return NpyArray.of(floats, floats.length);
  }

  /** Makes the new name survive a power failure too. */
  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @param step from its name
   * @throws IOException naming the file, if it is damaged, of another step, or not a checkpoint
   */
  static Checkpoint read(Path file, long step) throws IOException {
    try {
      return decode(parts(file), step);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new IOException("the checkpoint %s is damaged (%s)".formatted(file, e.getMessage()), e);
    }
  }

  /** Nothing is compressed, so no part can be larger than the file. */
  private static Map<String, byte[]> parts(Path file) throws IOException {
    int limit = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, Files.size(file)));
    Map<String, byte[]> parts = new HashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        parts.put(part.getName(), zip.readNBytes(limit));
        zip.closeEntry();
      }
    }
    return parts;
  }

  private static Checkpoint decode(Map<String, byte[]> parts, long step) throws IOException {
    Info info = Json.parse(new String(part(parts, INFO), StandardCharsets.UTF_8), Info.class);
    if (info == null) {
      throw new IOException(INFO + " is empty");
    }
    if (info.format() != FORMAT) {
      throw new IOException("format %d, this version reads %d".formatted(info.format(), FORMAT));
    }
    info.requireComplete();
    if (info.progress().step() != step) {
      throw new IOException(
          "its name says step %d, %s says step %d".formatted(step, INFO, info.progress().step()));
    }
    NpyArray parameters = array(parts, PARAMETERS, info);
    NetworkState network =
        new NetworkState(
            info.progress().step(),
            parameters.type() == NpyType.FLOAT64 ? Precision.DOUBLE : Precision.FLOAT,
            info.layout(),
            parameters.toDoubles(),
            array(parts, OPTIMIZER, info).toDoubles());
    return new Checkpoint(network, info.engineName(), info.parameterSha256(), info.progress());
  }

  private static NpyArray array(Map<String, byte[]> parts, String name, Info info)
      throws IOException {
    byte[] bytes = part(parts, name);
    if (info.arraySha256() != null && !Digests.hex(bytes).equals(info.arraySha256().get(name))) {
      throw new IOException(name + " does not have the SHA-256 that " + INFO + " says");
    }
    NpyArray array = NpyFile.decode(bytes, name);
    if (array.type() != NpyType.FLOAT64 && array.type() != NpyType.FLOAT32) {
      throw new IOException(name + " holds " + array.type() + ", not floating-point numbers");
    }
    return array;
  }

  private static byte[] part(Map<String, byte[]> parts, String name) throws IOException {
    byte[] part = parts.get(name);
    if (part == null) {
      throw new IOException("it has no " + name);
    }
    return part;
  }
}
