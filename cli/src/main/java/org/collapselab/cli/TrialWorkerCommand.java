package org.collapselab.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.collapselab.datasets.DataHome;
import org.collapselab.studies.sweep.SweepContext;
import org.collapselab.studies.sweep.SweepDirectory;
import org.collapselab.studies.sweep.TrialRunner;
import org.collapselab.studies.sweep.TrialWorker;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.store.sweep.SweepFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code collapse trial-worker}: a process of {@code collapse sweep --processes}. */
@Command(
    name = "trial-worker",
    hidden = true,
    description = "Runs the trials of a sweep that standard input names; used by 'sweep'.")
final class TrialWorkerCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Directory of the sweep.")
  private Path directory;

  @Mixin private DataOption data;

  @Mixin private ThreadsOption threads;

  /** The command line that starts a worker in the same way as this process. */
  static List<String> line(DataHome data, int threads) {
    List<String> line = new ArrayList<>(OwnCommand.line(List.of()));
    line.add("trial-worker");
    line.addAll(List.of("--data-dir", data.dir().toString()));
    line.addAll(List.of("--threads", Integer.toString(threads)));
    return line;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    TrialWorker worker =
        new TrialWorker(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            answers,
            () -> Runtime.getRuntime().halt(ExitCode.OK));
    try (StopSignal stop = StopSignal.install()) {
      SweepContext context =
          new SweepContext(
              data.home(),
              directory.resolve(SweepFiles.RUNS),
              List.of("collapse", "sweep"),
              () -> stop.requested() || worker.stopped(),
              threads.count());
      SweepConfig config = SweepDirectory.open(directory).config();
      TrialRunner runner = new TrialRunner(config, directory, context);
      worker.serve(id -> !runner.run(id).isCutOff());
    }
    return ExitCode.OK;
  }
}
