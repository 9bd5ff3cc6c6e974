package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.collapselab.models.Engine;
import org.collapselab.models.EngineInfo;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.trainer.store.Device;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.SourceCommit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code collapse doctor}. */
@Command(
    name = "doctor",
    description = "Shows the hardware and libraries in use, and how fast they are.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer>, TrainsNetworks {
  private static final int GEMM_SIZE = 1024;

  @Spec private CommandSpec spec;
  @Mixin private DataOption data;
  @Mixin private DeviceOption device;
  @Mixin private EngineOption engineOption;

  @Override
  public Optional<EngineName> namedEngine() {
    return engineOption.chosen();
  }

  @Override
  public Integer call() {
    Engine chosen = Engines.of(engineOption.chosen().orElse(EngineName.DL4J));
    device.require(chosen.name());
    PrintWriter out = spec.commandLine().getOut();
    Provenance.Machine machine = Provenance.Machine.current();
    row(out, "Collapse Lab", Provenance.currentVersion());
    row(out, "commit", SourceCommit.current());
    row(out, "Java", machine.java());
    row(out, "OS", machine.os());
    row(out, "CPU", machine.cpu() + ", " + machine.processors() + " processors");
    EngineInfo engine = chosen.describe();
    row(out, "engine", engine.engine());
    row(out, "engines in this build", engines());
    Device used = Device.chosen().with(engine);
    row(out, "device", "%s (requested: %s)".formatted(used.used(), used.asked()));
    row(out, "because", used.reason());
    if (used.onGpu()) {
      row(out, "GPU", used.card());
    }
    row(out, "natives", engine.natives());
    row(out, "BLAS", engine.blas());
    if (!used.onGpu()) {
      row(
          out,
          "oneDNN",
          engine.oneDnn() ? "used for convolutions" : "not in use: convolutions are slow");
    }
    row(
        out,
        "threads",
        "%d for a run, %d within a call of BLAS (OMP_NUM_THREADS %s)"
            .formatted(ThreadsOption.processors(), engine.threads(), machine.ompThreads()));
    row(out, "Java heap", gigabytes(machine.heapLimitBytes()) + " at most");
    row(out, "native arrays", gigabytes(engine.offHeapLimitBytes()) + " at most");
    row(out, "data directory", data.home().dir().toString());
    row(
        out,
        "GEMM, FP32, n = " + GEMM_SIZE,
        "%.0f GFLOP/s, measured for 1 s".formatted(chosen.gemmGflops(GEMM_SIZE, 1.0)));
    if (engine.threads() > 1 && !used.onGpu() && chosen.name() == EngineName.DL4J) {
      out.println(
          "advice: set OMP_NUM_THREADS=1; networks of this size train slower with more, and results"
              + " then depend on it. A run shares its work among --threads anyway.");
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String engines() {
    return Engines.names().stream().map(EngineName::key).collect(Collectors.joining(", "));
  }

  private static void row(PrintWriter out, String label, String value) {
    out.printf("%-22s %s%n", label, value);
  }

  private static String gigabytes(long bytes) {
    return bytes == Long.MAX_VALUE || bytes <= 0 ? "no limit" : "%.1f GB".formatted(bytes / 1e9);
  }
}
