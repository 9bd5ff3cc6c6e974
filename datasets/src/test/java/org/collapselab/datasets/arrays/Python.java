package org.collapselab.datasets.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs Python with NumPy in a folder; skips the test, loudly, where there is none. */
final class Python {
  private Python() {}

  static String run(Path folder, String code) throws IOException, InterruptedException {
    assumeTrue(
        isThere(folder),
        "SKIPPED: python3 with numpy is not installed, arrays are not compared with NumPy's");
    Process process = start(folder, code);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static boolean isThere(Path folder) throws InterruptedException {
    try {
      Process probe = start(folder, "import numpy");
      probe.getInputStream().readAllBytes();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(Path folder, String code) throws IOException {
    return new ProcessBuilder("python3", "-c", code)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .start();
  }
}
