package org.collapselab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.collapselab.models.EngineName;
import org.collapselab.studies.card.CardProcess;
import org.collapselab.studies.card.CardSize;
import org.collapselab.studies.card.CardWorker;
import org.collapselab.theory.parallel.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code collapse gpu-check-worker}: a process of {@code collapse gpu-check}. */
@Command(
    name = "gpu-check-worker",
    hidden = true,
    description = "Computes what standard input asks for; used by 'gpu-check'.")
final class GpuCheckWorkerCommand implements Callable<Integer> {
  private static final List<String> ON_THE_CPU =
      List.of("-Dcollapse.device.asked=cpu", "-Dcollapse.device.used=cpu");

  @Mixin private DataOption data;
  @Mixin private ThreadsOption threads;

  @Option(names = "--engine", required = true)
  private EngineName engine;

  @Option(names = "--smoke")
  private boolean smoke;

  /** A process on the device of this one. */
  static CardProcess here(List<String> options, Path log) {
    return new CardProcess(line(List.of(), options), Map.of(), log);
  }

  /** A process on the CPU, whatever the device of this one. */
  static CardProcess onTheCpu(List<String> options, Path log) {
    return new CardProcess(
        line(ON_THE_CPU, options),
        Map.of("BACKEND_PRIORITY_CPU", "100", "BACKEND_PRIORITY_GPU", "0"),
        log);
  }

  private static List<String> line(List<String> jvmOptions, List<String> options) {
    List<String> line = new ArrayList<>(OwnCommand.line(jvmOptions));
    line.add("gpu-check-worker");
    line.addAll(options);
    return line;
  }

  @Override
  public Integer call() throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    try (Workers workers = threads.start()) {
      new CardWorker(engine, smoke ? CardSize.SMOKE : CardSize.FULL, data.home(), workers)
          .serve(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
              answers);
    }
    return ExitCode.OK;
  }
}
