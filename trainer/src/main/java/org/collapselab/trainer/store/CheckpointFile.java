package org.collapselab.trainer.store;

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

  /** What is not an array. */
  record Info(
      int format, List<String> layout, String parameterSha256, Checkpoint.Progress progress) {}

  /** Writes beside the file, forces it to disk and renames it: there is never half a checkpoint. */
  static void write(Path file, Checkpoint checkpoint) throws IOException {
    Path part = WholeFile.part(file);
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
    } catch (IOException e) {
      Files.deleteIfExists(part); // a full disk gets its space back
      throw e;
    }
    WholeFile.putInPlace(part, file);
    forceDirectory(file.getParent());
  }

  private static void writeParts(ZipOutputStream zip, Checkpoint checkpoint) throws IOException {
    NetworkState network = checkpoint.network();
    Info info =
        new Info(FORMAT, network.layout(), checkpoint.parameterHash(), checkpoint.progress());
    zip.putNextEntry(new ZipEntry(INFO));
    zip.write(Json.text(info).getBytes(StandardCharsets.UTF_8));
    zip.putNextEntry(new ZipEntry(PARAMETERS));
    NpyFile.write(zip, array(network.parameters(), network.precision()));
    zip.putNextEntry(new ZipEntry(OPTIMIZER));
    NpyFile.write(zip, array(network.optimizer(), network.precision()));
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

  /** The new name survives a power cut too. */
  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @throws IOException naming the file, if it is damaged or no checkpoint
   */
  static Checkpoint read(Path file) throws IOException {
    try {
      return decode(parts(file));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new IOException("the checkpoint %s is damaged (%s)".formatted(file, e.getMessage()), e);
    }
  }

  /** Nothing is compressed, so that no part can be larger than the file. */
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

  private static Checkpoint decode(Map<String, byte[]> parts) throws IOException {
    Info info = Json.parse(new String(part(parts, INFO), StandardCharsets.UTF_8), Info.class);
    if (info.format() != FORMAT) {
      throw new IOException("format %d, this version reads %d".formatted(info.format(), FORMAT));
    }
    NpyArray parameters = NpyFile.decode(part(parts, PARAMETERS), PARAMETERS);
    NetworkState network =
        new NetworkState(
            info.progress().step(),
            parameters.type() == NpyType.FLOAT64 ? Precision.DOUBLE : Precision.FLOAT,
            info.layout(),
            parameters.toDoubles(),
            NpyFile.decode(part(parts, OPTIMIZER), OPTIMIZER).toDoubles());
    return new Checkpoint(network, info.parameterSha256(), info.progress());
  }

  private static byte[] part(Map<String, byte[]> parts, String name) throws IOException {
    byte[] part = parts.get(name);
    if (part == null) {
      throw new IOException("it has no " + name);
    }
    return part;
  }
}
