package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.collapselab.reports.export.TableFormat;
import org.collapselab.studies.compare.ComparisonFiles;
import org.collapselab.studies.compare.RunFinder;
import org.collapselab.studies.compare.RunsComparison;
import org.collapselab.trainer.store.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse compare}. */
@Command(
    name = "compare",
    description = {
      "Compares runs: groups those with the same configuration and reports means, confidence"
          + " intervals, outcomes and differences.",
      "See docs/compare.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse compare runs/*-quickstart-*",
      "  collapse compare runs/20261123-120000-rates-0f3a9c --out rates --format parquet"
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|SWEEP",
      description = "Directories of runs or sweeps.")
  private List<Path> sources;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the tables and compare.html go (default: a new run directory).")
  private Path out;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "Format of the tables: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private TableFormat format;

  @Mixin private RunsOption runs;

  @Override
  public Integer call() {
    requireOwn(out);
    RunFinder.Found found = RunFinder.find(withoutComparisons());
    PrintWriter err = spec.commandLine().getErr();
    found.leftOut().forEach(why -> err.println("collapse: left out: " + why));
    err.flush();
    RunsComparison comparison = RunsComparison.of(found.runs());
    PrintWriter console = spec.commandLine().getOut();
    CompareTable.print(comparison, console);
    Path directory = out == null ? RunDirectory.create(runs.directory(), "compare").path() : out;
    Path page = ComparisonFiles.write(comparison, directory, format, runs.command());
    console.printf("%ntables  %s%nreport  %s%n", directory, page);
    console.flush();
    return ExitCode.OK;
  }

  /** An earlier comparison of {@code runs/*} may be in the folder, and is not a run. */
  private List<Path> withoutComparisons() {
    List<Path> kept = sources.stream().filter(p -> !ComparisonFiles.isComparison(p)).toList();
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          sources.get(0) + " is a comparison; name the directories of runs or sweeps");
    }
    return kept;
  }

  private static void requireOwn(Path directory) {
    if (directory != null
        && (RunFinder.isSweep(directory) || Files.exists(new RunDirectory(directory).config()))) {
      throw new IllegalArgumentException(
          "--out: %s is the directory of a run or a sweep; choose another".formatted(directory));
    }
  }
}
