package org.collapselab.cli.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.datasets.CatalogEntry;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.DataHome;
import org.collapselab.datasets.FileStatus;
import org.collapselab.trainer.store.DeviceException;

/**
 * Makes a bundle.
 *
 * @param installation what to bundle
 * @param cuda whether to include what computes on GPUs
 * @param data data sets to include; embedded ones are always included
 * @param dataHome where they are
 * @param partBytes maximum size of a part in bytes; 0 for a single file
 */
public record Bundle(
    Installation installation,
    boolean cuda,
    List<CatalogEntry> data,
    DataHome dataHome,
    long partBytes) {
  public Bundle {
    data = List.copyOf(data);
  }

  /**
   * The files written.
   *
   * @param name the folder that the bundle unpacks into
   * @param unpackedBytes size of that folder
   */
  public record Written(String name, List<Part> parts, long unpackedBytes) {
    public Written {
      parts = List.copyOf(parts);
    }

    /** Sum of the parts' sizes. */
    public long bytes() {
      return parts.stream().mapToLong(Part::bytes).sum();
    }
  }

  /**
   * Writes the parts, {@code SHA256SUMS} and {@code assemble} into {@code out}, which appears only
   * once it is complete.
   *
   * @throws IllegalArgumentException if {@code out} exists and is not an empty folder
   * @throws DeviceException if the installation lacks the requested GPU backend
   * @throws DataException if a data set is missing or damaged
   * @throws UncheckedIOException if no runtime can be linked or a file cannot be written
   */
  public Written write(Path out) {
    if (cuda && !installation.computesOnGpus()) {
      throw new DeviceException(
          "this build only supports the CPU, and a bundle with --device cuda needs a build for"
              + " GPUs: mvn -Pcuda -DskipTests package, or -Ptorch-cuda for libtorch");
    }
    if (!cuda && installation.hasLibtorchForGpus()) {
      throw new IllegalArgumentException(
          "this build has libtorch for GPUs, which does not load without the CUDA libraries: add"
              + " --device cuda, or build with -Ptorch, or without libtorch");
    }
    try {
      requireEmpty(out);
      Contents contents = new Contents();
      addData(contents);
      Path target = out.toAbsolutePath().normalize();
      Files.createDirectories(target.getParent());
      Path scratch = Files.createTempDirectory(target.getParent(), ".bundle");
      try {
        addProgram(contents, scratch);
        JavaRuntime.link(scratch.resolve("jre"));
        contents.tree("jre", scratch.resolve("jre"));
        Written written = pack(contents, Files.createDirectory(scratch.resolve("bundle")));
        Files.deleteIfExists(target);
        Files.move(scratch.resolve("bundle"), target);
        return written;
      } finally {
        delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle could not be made: " + e.getMessage(), e);
    }
  }

  private static void requireEmpty(Path out) throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    if (Files.isDirectory(out)) {
      try (Stream<Path> entries = Files.list(out)) {
        if (entries.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        "%s already exists: a bundle needs a new or empty folder".formatted(out));
  }

  private void addData(Contents contents) {
    for (CatalogEntry set : data) {
      if (set.embedded()) {
        continue;
      }
      for (FileStatus status : dataHome.verify(set)) {
        Path file = Path.of(status.location());
        if (status.state() != FileStatus.State.PRESENT) {
          throw new DataException(
              "data set '%s' cannot be bundled: %s %s"
                  .formatted(set.name(), file, status.damage().orElse("is missing")));
        }
        contents.file("data/%s/%s".formatted(set.name(), file.getFileName()), file);
      }
    }
  }

  /** Adds everything except data and the runtime; new files are created in {@code scratch}. */
  void addProgram(Contents contents, Path scratch) throws IOException {
    Path home = installation.home();
    for (String file : List.of("collapse", "LICENSE", "LICENSES.md")) {
      contents.file(file, home.resolve(file));
    }
    contents.tree("bin", home.resolve("bin"));
    contents.tree("experiments", home.resolve("experiments"));
    contents.file(
        "commit", Files.writeString(scratch.resolve("commit"), installation.commit() + "\n"));
    for (Path jar : installation.jars()) {
      if (!Installation.isForGpus(jar) || (cuda && !Installation.isRedistributable(jar))) {
        contents.file("lib/" + jar.getFileName(), jar);
      } else if (cuda) {
        CudaLibraries.extract(jar, scratch.resolve("cuda"));
        contents.tree("cuda", scratch.resolve("cuda"));
      }
    }
  }

  private String name() {
    String device = cuda ? "cuda" : "cpu";
    String engine = installation.hasLibtorch() ? "torch-" : "";
    return "collapse-lab-%s-%s%s".formatted(installation.version(), engine, device);
  }

  private Written pack(Contents contents, Path folder) throws IOException {
    List<Part> parts = writeParts(contents, folder, name(), partBytes);
    Files.copy(installation.home().resolve("bin/assemble"), folder.resolve("assemble"));
    return new Written(name(), parts, contents.bytes());
  }

  /** Writes the archive in parts, and their checksums in the format of {@code sha256sum}. */
  static List<Part> writeParts(Contents contents, Path folder, String name, long limit)
      throws IOException {
    PartsOutput out = new PartsOutput(folder, name + ".tar.gz", limit);
    contents.writeTo(out, name);
    Files.write(
        folder.resolve("SHA256SUMS"),
        out.parts().stream().map(part -> part.sha256() + "  " + part.name()).toList());
    return out.parts();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path file : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
