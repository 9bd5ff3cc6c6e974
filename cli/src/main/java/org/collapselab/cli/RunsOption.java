package org.collapselab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --runs-dir}, and the command line that a run directory records. */
final class RunsOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Parent of the run directory (default: ${DEFAULT-VALUE}).")
  private Path directory;

  Path directory() {
    return directory;
  }

  /** What the user typed. */
  List<String> command() {
    return command(spec);
  }

  /** What the user typed to reach a command. */
  static List<String> command(CommandSpec spec) {
    List<String> command = new ArrayList<>(List.of("collapse"));
    command.addAll(spec.commandLine().getParent().getParseResult().originalArgs());
    return command;
  }
}
