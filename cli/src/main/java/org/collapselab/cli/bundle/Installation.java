package org.collapselab.cli.bundle;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The running program, from which a bundle is made.
 *
 * @param home the checkout: launcher, {@code bin} and experiments
 * @param jars the project's own jars and the libraries
 * @param version of the project
 * @param commit of the sources, as in {@code provenance.json}
 */
public record Installation(Path home, List<Path> jars, String version, String commit) {
  public Installation {
    jars = List.copyOf(jars);
  }

  /**
   * The installation that this process was started from.
   *
   * @throws IllegalArgumentException if it was not started by the launcher
   */
  public static Installation current(String version, String commit) {
    String home = System.getProperty("collapse.home");
    List<Path> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    if (home == null || !jars.stream().allMatch(Files::isRegularFile)) {
      throw new IllegalArgumentException(
          "a bundle is made from jars, but this process runs from class folders; start it with the"
              + " launcher, ./collapse bundle");
    }
    return new Installation(Path.of(home), jars, version, commit);
  }

  /** Whether it was built with the profile {@code torch} or {@code torch-cuda}. */
  boolean hasLibtorch() {
    return jars.stream()
        .anyMatch(jar -> jar.getFileName().toString().startsWith("collapse-models-torch-"));
  }

  /** Whether its libtorch needs the CUDA libraries to load. */
  boolean hasLibtorchForGpus() {
    return jars.stream().anyMatch(Installation::isLibtorchForGpus);
  }

  /** Whether it was built with the profile {@code cuda} or {@code torch-cuda}. */
  boolean computesOnGpus() {
    return jars.stream().anyMatch(Installation::isGpuBackend);
  }

  /** NVIDIA's redistributable libraries, a jar of which a bundle needs a part. */
  static boolean isRedistributable(Path jar) {
    return jar.getFileName().toString().endsWith("-redist.jar");
  }

  /** Whether only a build for GPUs has this jar. */
  static boolean isForGpus(Path jar) {
    String name = jar.getFileName().toString();
    return isGpuBackend(jar) || name.startsWith("cuda-");
  }

  private static boolean isGpuBackend(Path jar) {
    return jar.getFileName().toString().startsWith("nd4j-cuda-") || isLibtorchForGpus(jar);
  }

  private static boolean isLibtorchForGpus(Path jar) {
    String name = jar.getFileName().toString();
    return name.startsWith("pytorch-") && name.endsWith("-gpu.jar");
  }
}
