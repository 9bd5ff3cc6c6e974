package org.collapselab.benchmarks;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks' command line. */
@Command(
    name = "benchmarks/run",
    description = "Times training steps beside the same steps in libtorch.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DufmCommand.class,
      EngineCommand.class,
      GemmCommand.class,
      MlpCommand.class,
      ResNetCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs one benchmark. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
