package org.collapselab.cli.bundle;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** A Java runtime with the modules in use, linked from the running JDK. */
final class JavaRuntime {
  /**
   * The modules that the jars refer to, and those only used by name: elliptic curves for HTTPS, zip
   * file systems. A test of the bundle compares the list with the jars.
   */
  static final String MODULES = "java.se,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.zipfs";

  private JavaRuntime() {}

  /**
   * Links a runtime into {@code target}, which must not exist. It is not compressed, since an
   * archive compresses it better.
   *
   * @throws IOException if this Java cannot link; the message says why
   */
  static void link(Path target) throws IOException {
    Path java = Path.of(System.getProperty("java.home"));
    ToolProvider jlink =
        ToolProvider.findFirst("jlink").orElseThrow(() -> incomplete(java, "no jlink"));
    if (!Files.isDirectory(java.resolve("jmods"))) {
      throw incomplete(java, "no folder jmods");
    }
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code =
        jlink.run(
            out,
            out,
            "--add-modules",
            MODULES,
            "--no-header-files",
            "--no-man-pages",
            "--output",
            target.toString());
    if (code != 0) {
      throw new IOException("jlink of %s failed: %s".formatted(java, said.toString().strip()));
    }
  }

  private static IOException incomplete(Path java, String lack) {
    return new IOException(
        ("the bundle's Java runtime is linked from a JDK, but the running Java, %s, has %s; set"
                + " JAVA_HOME to a full JDK 17 or newer")
            .formatted(java, lack));
  }
}
