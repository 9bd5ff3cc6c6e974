package org.collapselab.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.trainer.store.SourceCommit;

/** How this program is started once more. */
final class OwnCommand {
  private OwnCommand() {}

  /**
   * A command line that starts it in the same way as this process, without its arguments.
   *
   * @param jvmOptions in addition to those of this process; they take precedence
   */
  static List<String> line(List<String> jvmOptions) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    line.addAll(jvmOptions);
    line.add("-D%s=%s".formatted(SourceCommit.PROPERTY, SourceCommit.current()));
    line.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-cp"));
    line.add(System.getProperty("java.class.path"));
    line.add(Main.class.getName());
    return line;
  }
}
