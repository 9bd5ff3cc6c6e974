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
      DufmBenchmark.class,
      EngineBenchmark.class,
      GemmBenchmark.class,
      MlpBenchmark.class,
      ResNetBenchmark.class
    })
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs one benchmark. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }
}
