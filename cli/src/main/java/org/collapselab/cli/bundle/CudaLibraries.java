package org.collapselab.cli.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The CUDA libraries that an engine calls, from NVIDIA's redistributable ones; {@code
 * docker/collect} has the same lists. Of libtorch's, those of cuDNN behind the first five, NVRTC
 * and nvJitLink are opened by name.
 */
final class CudaLibraries {
  private static final String FOLDER = "org/bytedeco/cuda/linux-x86_64/";

  /** By the start of the jar's name: CUDA 11 for Deeplearning4j, CUDA 12 for libtorch. */
  private static final Map<String, List<String>> CALLED =
      Map.of(
          "cuda-11.",
          List.of("libcublas.so.11", "libcublasLt.so.11", "libcudart.so.11.0", "libcusolver.so.11"),
          "cuda-12.",
          List.of(
              "libcublas.so.12",
              "libcublasLt.so.12",
              "libcudart.so.12",
              "libcudnn.so.9",
              "libcudnn_adv.so.9",
              "libcudnn_cnn.so.9",
              "libcudnn_graph.so.9",
              "libcudnn_ops.so.9",
              "libcudnn_engines_precompiled.so.9",
              "libcudnn_engines_runtime_compiled.so.9",
              "libcudnn_heuristic.so.9",
              "libcufft.so.11",
              "libcupti.so.12",
              "libcurand.so.10",
              "libcusolver.so.11",
              "libcusparse.so.12",
              "libnvJitLink.so.12",
              "libnvrtc-builtins.so.12.6",
              "libnvrtc.so.12"));

  private CudaLibraries() {}

  private static List<String> called(String jar) throws IOException {
    for (Map.Entry<String, List<String>> version : CALLED.entrySet()) {
      if (jar.startsWith(version.getKey())) {
        return version.getValue();
      }
    }
    throw new IOException("unknown version of CUDA: " + jar);
  }

  /** Unpacks them from {@code jar} into {@code target}. */
  static void extract(Path jar, Path target) throws IOException {
    Files.createDirectories(target);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (String library : called(jar.getFileName().toString())) {
        ZipEntry entry = zip.getEntry(FOLDER + library);
        if (entry == null) {
          throw new IOException("%s has no %s%s".formatted(jar, FOLDER, library));
        }
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, target.resolve(library));
        }
      }
    }
  }
}
