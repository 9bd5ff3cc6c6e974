package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;

/**
 * Class means of one tap, {@code means/<layer>.<tap>.npy}.
 *
 * @param means K×d, row c = μ_c
 */
public record ClassMeans(LayerTap layerTap, DMatrixRMaj means) {
  private static final String NPY = ".npy";

  /** Description of the files, for messages about missing ones. */
  public static final String FILES = RunDirectory.MEANS + "/*" + NPY;

  /** Writes the file. */
  public void write(RunDirectory run) throws IOException {
    run.folder(RunDirectory.MEANS);
    NpyFile.write(file(run, layerTap), NpyArray.of(means));
  }

  /**
   * The class means of a tap; empty if the run has none, or if the name leads out of the folder and
   * so cannot be the name of a layer.
   *
   * @throws IOException if the file holds something else, naming it
   */
  public static Optional<ClassMeans> read(RunDirectory run, LayerTap layerTap) throws IOException {
    Path file = file(run, layerTap).normalize();
    boolean inFolder = run.path().resolve(RunDirectory.MEANS).normalize().equals(file.getParent());
    return inFolder && Files.exists(file) ? Optional.of(read(file, layerTap)) : Optional.empty();
  }

  /**
   * The class means of all taps, by the names of their files.
   *
   * @throws IOException if a file holds something else, naming it
   */
  public static List<ClassMeans> readAll(RunDirectory run) throws IOException {
    Path folder = run.path().resolve(RunDirectory.MEANS);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(NPY)).sorted().toList();
    }
    List<ClassMeans> means = new ArrayList<>();
    for (Path file : files) {
      means.add(read(file, layerTap(file)));
    }
    return means;
  }

  private static Path file(RunDirectory run, LayerTap of) {
    return run.path().resolve(RunDirectory.MEANS).resolve(of.layer() + "." + of.tap() + NPY);
  }

  private static LayerTap layerTap(Path file) throws IOException {
    String name = file.getFileName().toString();
    String stem = name.substring(0, name.length() - NPY.length());
    int dot = stem.lastIndexOf('.');
    if (dot < 1) {
      throw new IOException("%s: the name must be <layer>.<tap>.npy".formatted(file));
    }
    return new LayerTap(stem.substring(0, dot), stem.substring(dot + 1));
  }

  private static ClassMeans read(Path file, LayerTap layerTap) throws IOException {
    try {
      return new ClassMeans(layerTap, NpyFile.read(file).toMatrix());
    } catch (IllegalStateException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
