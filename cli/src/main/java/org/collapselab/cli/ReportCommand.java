package org.collapselab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.collapselab.reports.frontier.FrontierReportWriter;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.reports.sweep.SweepReportWriter;
import org.collapselab.studies.sweep.SweepOrigin;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.DirectoryKind;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.sweep.SweepFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse report}. */
@Command(
    name = "report",
    description = "Rewrites report.html from the files of a run, a sweep or a search for optima.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  /** Kinds besides runs that have the files of a run. */
  private static final Set<DirectoryKind> REPORTED =
      Set.of(DirectoryKind.FEATURES, DirectoryKind.MEASUREMENT);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The directory of a run, a sweep or a search.")
  private Path run;

  @Override
  public Integer call() {
    if (!Files.isDirectory(run)) {
      throw new IllegalArgumentException(
          run + " is not a directory; name the directory of a run, a sweep or a search");
    }
    try {
      write();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    spec.commandLine().getOut().println(run.resolve(RunDirectory.REPORT));
    return ExitCode.OK;
  }

  private void write() throws IOException {
    Path sweep = run.resolve(SweepFiles.YAML);
    if (Files.exists(sweep)) {
      SweepConfig config = SweepLoader.load(sweep, List.of(), false);
      new SweepOrigin(run, config).requireOwnResults();
      SweepReportWriter.write(run, config);
    } else if (DirectoryKind.of(run) == DirectoryKind.SEARCH) {
      FrontierReportWriter.write(run);
    } else {
      if (!REPORTED.contains(DirectoryKind.of(run))) {
        DirectoryKind.RUN.require(run);
      }
      ReportWriter.write(run);
    }
  }
}
