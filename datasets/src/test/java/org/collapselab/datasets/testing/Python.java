package org.collapselab.datasets.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Python with some packages; where there is none, tests that need it are skipped, loudly. */
public final class Python {
  private static final List<String> PROGRAMS = List.of("python3", "/usr/bin/python3");
  private static final long PATIENCE_SECONDS = 120;

  private final String packages;
  private String path = "";

  private Python(String packages) {
    this.packages = packages;
  }

  /** One that has these packages. */
  public static Python with(String... packages) {
    return new Python(String.join(", ", packages));
  }

  /** One that also finds modules in this folder. */
  public Python seeing(Path folder) {
    path = folder.toString();
    return this;
  }

  /** What a program prints; it must end well. */
  public String run(Path folder, String code, String... arguments)
      throws IOException, InterruptedException {
    String program = program(folder);
    assumeTrue(
        program != null,
        "SKIPPED: there is no python3 with %s, which this test needs".formatted(packages));
    Process process = start(folder, program, code, arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private String program(Path folder) throws InterruptedException {
    for (String program : PROGRAMS) {
      try {
        Process probe = start(folder, program, "import " + packages);
        probe.getInputStream().readAllBytes();
        if (probe.waitFor() == 0) {
          return program;
        }
      } catch (IOException e) {
        // Not installed: try the next.
      }
    }
    return null;
  }

  private Process start(Path folder, String program, String code, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program, "-c", code));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("MPLBACKEND", "agg");
    if (!path.isEmpty()) {
      builder.environment().put("PYTHONPATH", path);
    }
    return builder.directory(folder.toFile()).redirectErrorStream(true).start();
  }
}
