package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;

/**
 * Class means that a trial has kept.
 *
 * @param means matrix → d×K, by depth, M_l before σ(M_l)
 */
public record Matrices(Map<LayerTap, DMatrixRMaj> means) {
  private static final Pattern NAME = Pattern.compile("(post_)?M_(\\d+)\\.npy");

  /**
   * Reads what is in a folder.
   *
   * @throws UncheckedIOException naming the file, if one is not such a matrix
   */
  public static Matrices read(Path folder) {
    Map<LayerTap, DMatrixRMaj> means = new TreeMap<>(LayerTap.BY_TAP);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          String tap = name.group(1) == null ? "pre" : "post";
          means.put(new LayerTap(name.group(2), tap), matrix(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Matrices(means);
  }

  private static DMatrixRMaj matrix(Path file) throws IOException {
    try {
      return NpyFile.read(file).toMatrix();
    } catch (IllegalStateException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The matrices of a tap, by depth. */
  public List<Map.Entry<LayerTap, DMatrixRMaj>> of(String tap) {
    return means.entrySet().stream().filter(entry -> entry.getKey().tap().equals(tap)).toList();
  }
}
