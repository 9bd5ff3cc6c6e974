package org.collapselab.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process as reported by Linux. */
final class Memory {
  private static final String PEAK = "VmHWM:";

  private Memory() {}

  /** The largest resident set so far, with its unit. */
  static String peak() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(PEAK))
          .map(line -> line.substring(PEAK.length()).trim())
          .findFirst()
          .orElse("unknown on this system");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc/self/status; this works on Linux only", e);
    }
  }
}
