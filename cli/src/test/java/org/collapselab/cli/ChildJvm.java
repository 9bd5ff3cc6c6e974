package org.collapselab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code collapse} in a process of its own, with the classes under test. */
final class ChildJvm {
  private final List<String> options = new ArrayList<>(List.of("-Xmx1g"));
  private final List<String> prefix = new ArrayList<>();

  ChildJvm with(String... jvmOptions) {
    options.addAll(List.of(jvmOptions));
    return this;
  }

  /** A command that runs the JVM, such as {@code nice}. */
  ChildJvm under(String... command) {
    prefix.addAll(List.of(command));
    return this;
  }

  /** The whole command line. */
  List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Main.class.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Starts it; standard output and standard error go to the end of the log. */
  Process start(Path log, List<String> arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }
}
