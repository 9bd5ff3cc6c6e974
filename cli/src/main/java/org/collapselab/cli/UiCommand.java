package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.collapselab.cli.ui.Dashboard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collapse ui}. */
@Command(
    name = "ui",
    description = {
      "Shows the runs of a folder in the browser while they train; read-only. Ctrl-C stops it.",
      "See docs/ui.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse ui",
      "  collapse ui --runs-dir /data/runs --port 0",
      "  ssh -L 8642:localhost:8642 MACHINE    # from elsewhere, without opening it to others"
    })
final class UiCommand implements Callable<Integer> {
  private static final long GLANCE_MILLIS = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Folder of runs and sweeps (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--port",
      defaultValue = "8642",
      description = "Port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on (default: ${DEFAULT-VALUE}, this machine only). There is no login.")
  private String host;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    try (StopSignal stop = StopSignal.install();
        Dashboard dashboard = Dashboard.start(directory, host, port)) {
      console.println(dashboard.address());
      console.flush();
      if (dashboard.isOpenToOthers()) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
            "collapse: %s can be reached from other machines without a login: anyone who"
                + " can reach it can read everything in %s%n",
            host, directory);
        err.flush();
      }
      while (!stop.requested()) {
        Thread.sleep(GLANCE_MILLIS);
      }
    }
    return ExitCode.INTERRUPTED;
  }
}
