package org.collapselab.cli.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The CUDA libraries that the GPU backend calls, from NVIDIA's redistributable ones. */
final class CudaLibraries {
  private static final String FOLDER = "org/bytedeco/cuda/linux-x86_64/";
  private static final List<String> CALLED =
      List.of("libcublas.so.11", "libcublasLt.so.11", "libcudart.so.11.0", "libcusolver.so.11");

  private CudaLibraries() {}

  /** Unpacks them from {@code jar} into {@code target}. */
  static void extract(Path jar, Path target) throws IOException {
    Files.createDirectories(target);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (String library : CALLED) {
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
