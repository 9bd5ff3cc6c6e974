package org.collapselab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.collapselab.models.EngineInfo;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.studies.card.CardCheck;
import org.collapselab.studies.card.CardProcess;
import org.collapselab.studies.card.CardReport;
import org.collapselab.studies.card.CardSize;
import org.collapselab.trainer.store.Device;
import org.collapselab.trainer.store.DeviceException;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.SourceCommit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collapse gpu-check}. */
@Command(
    name = "gpu-check",
    description = {
      "Checks that a GPU computes what the CPU does, repeatably, and measures how fast.",
      "Prints tables in Markdown. With --device cpu the CPU plays the card, which tests the check"
          + " itself."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse gpu-check --engine libtorch --device cuda",
      "  collapse gpu-check --device cpu --smoke"
    })
final class GpuCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DeviceOption device;
  @Mixin private EngineOption engineOption;
  @Mixin private ThreadsOption threads;

  @Option(
      names = "--smoke",
      description = "Few and small steps: says that the check works, nothing about the card.")
  private boolean smoke;

  @Override
  public Integer call() throws IOException {
    EngineName engine = engineOption.chosen().orElse(EngineName.DL4J);
    device.require(engine);
    EngineInfo info = Engines.of(engine).describe();
    Device used = Device.chosen().with(info);
    if (!used.onGpu() && !device.isCpu(used)) {
      throw new DeviceException(
          "there is no GPU to check (%s). --device cpu lets the CPU play the card."
              .formatted(used.reason()));
    }
    Path log = Files.createTempFile("collapse-gpu-check-", ".log");
    CardReport report = run(engine, log, facts(used, info));
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.markdown());
    out.flush();
    if (!report.passed()) {
      return ExitCode.DRIFT; // the log may say why
    }
    Files.delete(log);
    return ExitCode.OK;
  }

  private CardReport run(EngineName engine, Path log, Map<String, String> facts) {
    List<String> options = new ArrayList<>(List.of("--engine", engine.key()));
    options.addAll(List.of("--threads", Integer.toString(threads.count())));
    if (smoke) {
      options.add("--smoke");
    }
    try (CardProcess card = GpuCheckWorkerCommand.here(options, log);
        CardProcess again = GpuCheckWorkerCommand.here(options, log);
        CardProcess cpu = GpuCheckWorkerCommand.onTheCpu(options, log)) {
      CardSize size = smoke ? CardSize.SMOKE : CardSize.FULL;
      return new CardCheck(engine, size, card, again, cpu, this::progress).run(facts);
    }
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private Map<String, String> facts(Device used, EngineInfo info) {
    Provenance.Machine machine = Provenance.Machine.current();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("card", used.onGpu() ? used.card() : "none: the CPU played the card");
    facts.put("engine", "%s, %s".formatted(info.engine(), info.backend()));
    facts.put("natives, BLAS", "%s, %s".formatted(info.natives(), info.blas()));
    facts.put("Collapse Lab", Provenance.currentVersion() + ", " + SourceCommit.current());
    facts.put("Java", machine.java());
    facts.put("OS", machine.os());
    facts.put("CPU", "%s, %d processors".formatted(machine.cpu(), machine.processors()));
    facts.put(
        "threads",
        "%d for a run, %d within a call of BLAS".formatted(threads.count(), info.threads()));
    if (smoke) {
      facts.put("size", "`--smoke`: says nothing about the card");
    }
    return facts;
  }
}
