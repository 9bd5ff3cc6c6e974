package org.collapselab.cli;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The {@code collapse} command. */
@Command(
    name = "collapse",
    description =
        "Trains networks on real data and compares their collapse with the deep unconstrained"
            + " features model.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      ResumeCommand.class,
      ReproduceCommand.class,
      MeasureCommand.class,
      PredictCommand.class,
      DufmCommand.class,
      OptimumCommand.class,
      SurfaceCommand.class,
      SweepCommand.class,
      CompareCommand.class,
      UiCommand.class,
      ExportCommand.class,
      TrialWorkerCommand.class,
      NightlyCommand.class,
      DataCommand.class,
      ReportCommand.class,
      FiguresCommand.class,
      BundleCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      GpuCheckCommand.class,
      GpuCheckWorkerCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0    done",
      "  1    unexpected error, or a file could not be read or written",
      "  2    wrong command line or configuration",
      "  3    training diverged; what was measured is kept",
      "  4    data missing, damaged, or not downloadable",
      "  5    the numerical engine does not run on this machine",
      "  6    an expectation was missed (run and sweep: only with --check), nightly was"
          + " incomplete,%n       reproduce found a difference, or a check of gpu-check failed",
      "  7    --device cuda without a usable GPU",
      "  130  interrupted by a signal; what was measured is kept; continue with 'collapse resume'",
      "%nExamples:%n"
          + "  collapse run experiments/quickstart.yaml%n"
          + "  collapse run experiments/quickstart.yaml train.epochs=5 loss=ce%n"
          + "  collapse predict --classes 10 --depth 4 --lambda 0.004%n"
          + "  collapse dufm --classes 10 --depth 4 --lambda 0.004 --width 30 --seeds 10%n"
          + "  collapse optimum --classes 5 --depth 4 --lambda 0.004%n"
          + "  collapse compare runs/*-quickstart-*%n"
          + "  collapse ui%n"
          + "  collapse nightly --dry-run%n"
          + "  source <(collapse generate-completion)"
    })
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    // Numbers look the same everywhere. All categories: PrintWriter.printf uses the general locale.
    Locale.setDefault(Locale.ROOT);
    System.exit(plain(commandLine()).execute(arguments));
  }

  /**
   * Handles errors too, such as a lack of memory or libraries, which the exception handler misses.
   */
  private static int execute(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
    }
  }

  /**
   * Keeps stored strings from controlling the terminal; as a side effect, the help has no colour.
   */
  static CommandLine plain(CommandLine commandLine) {
    return commandLine
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setOut(PlainText.printer(commandLine.getOut()))
        .setErr(PlainText.printer(commandLine.getErr()));
  }

  static CommandLine commandLine() {
    Errors errors = new Errors();
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, new PathArgument())
        .setExecutionStrategy(Main::execute)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }
}
