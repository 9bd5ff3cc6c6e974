package org.collapselab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.collapselab.reports.export.RunExport;
import org.collapselab.reports.export.SweepExport;
import org.collapselab.reports.export.TableFormat;
import org.collapselab.studies.compare.RunFinder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse export}. */
@Command(
    name = "export",
    description = {
      "Exports the measurements of a run or a sweep for other programs.",
      "See docs/compare.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse export runs/20261123-120000-quickstart-0f3a9c --format parquet",
      "  collapse export runs/20261123-120000-srg-width-5d21aa --format tensorboard --out tb"
    })
final class ExportCommand implements Callable<Integer> {
  /** The formats. */
  enum Format {
    CSV,
    PARQUET,
    TENSORBOARD
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN|SWEEP", description = "The directory of a run or a sweep.")
  private Path source;

  @Option(
      names = "--format",
      required = true,
      description =
          "csv or parquet: tables with a directory per trial; tensorboard: an event file per run"
              + " or trial.")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Output directory (default: parquet/, csv/ or tensorboard/ in the run or sweep).")
  private Path out;

  @Override
  public Integer call() {
    boolean sweep = RunFinder.isSweep(source);
    Path from = sweep ? source : RunFinder.run(source);
    Path to = out == null ? from.resolve(format.name().toLowerCase(Locale.ROOT)) : out;
    List<Path> files =
        format == Format.TENSORBOARD ? events(sweep, from, to) : tables(sweep, from, to);
    files.forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private static List<Path> events(boolean sweep, Path from, Path to) {
    return sweep ? SweepExport.events(from, to) : List.of(RunExport.events(from, to));
  }

  private List<Path> tables(boolean sweep, Path from, Path to) {
    TableFormat table = format == Format.CSV ? TableFormat.CSV : TableFormat.PARQUET;
    return sweep ? SweepExport.tables(from, to, table) : RunExport.tables(from, to, table);
  }
}
