package org.collapselab.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.collapselab.studies.sweep.Cluster;
import org.collapselab.studies.sweep.Processes;
import org.collapselab.studies.sweep.Threads;
import org.collapselab.studies.sweep.TrialExecutor;
import picocli.CommandLine.Option;

/** Where the trials of a sweep run: {@code --workers}, {@code --processes} or {@code --master}. */
final class TrialsOption {
  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Trials that run at the same time in this process (default: one per processor).")
  private Integer workers;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads of each trial that trains a network (default: the processors, shared among the"
              + " trials that run at the same time). The numbers are the same for every N.")
  private Integer threads;

  @Option(
      names = "--processes",
      paramLabel = "N",
      description =
          "Runs trials in N processes instead: a crash then costs one trial, not the sweep.")
  private Integer processes;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Runs trials on Apache Spark instead: local[*], spark://host:port or k8s://URL.")
  private String master;

  @Option(
      names = "--spark-conf",
      paramLabel = "KEY=VALUE",
      description = "A setting of Spark, e.g. spark.task.resource.gpu.amount=1; can be repeated.")
  private Map<String, String> sparkConf = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException if they contradict one another or are out of range
   */
  void check() {
    require("--workers", workers);
    require("--processes", processes);
    require("--threads", threads);
    boolean twice = workers != null && processes != null;
    if (twice || (master != null && (workers != null || processes != null))) {
      throw new IllegalArgumentException("give only one of --workers, --processes and --master");
    }
    if (master == null && !sparkConf.isEmpty()) {
      throw new IllegalArgumentException("--spark-conf needs --master");
    }
    if (master != null) {
      Cluster.find();
    }
  }

  private static void require(String option, Integer number) {
    if (number != null && number < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, got " + number);
    }
  }

  /**
   * How trials share this machine. As long as there are enough of them, one trial per processor is
   * fastest, since a trial does not wait for itself; fewer trials share the processors.
   *
   * @param open trials to be run
   * @param threads of each
   */
  record Sharing(int trials, int threads) {}

  Sharing sharing(int open) {
    int processors = ThreadsOption.processors();
    int asked =
        Optional.ofNullable(processes).or(() -> Optional.ofNullable(workers)).orElse(processors);
    int trials = Math.max(1, Math.min(asked, open));
    boolean elsewhere = master != null;
    int each = elsewhere ? 1 : Math.max(1, processors / trials);
    return new Sharing(trials, Optional.ofNullable(threads).orElse(each));
  }

  TrialExecutor executor(DataOption data, Sharing sharing) {
    if (master != null) {
      return Cluster.find().executor(master, sparkConf, data.named());
    }
    if (processes != null) {
      return new Processes(
          sharing.trials(), TrialWorkerCommand.line(data.home(), sharing.threads()));
    }
    return new Threads(sharing.trials());
  }
}
