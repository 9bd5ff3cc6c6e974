package org.collapselab.cli;

import java.io.PrintWriter;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.trainer.store.Device;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --device}. The launcher reads it, since a backend is chosen when the JVM starts. */
final class DeviceOption {
  /** Devices that can be requested. */
  enum Choice {
    AUTO,
    CPU,
    CUDA
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "auto, cpu or cuda (default: $COLLAPSE_DEVICE, or auto). Without a usable GPU, cuda fails"
              + " and auto uses the CPU and says so.")
  private Choice choice;

  /**
   * Whether the CPU was asked for.
   *
   * @param used the device in use
   */
  boolean isCpu(Device used) {
    return choice == Choice.CPU || used.asked().equals("cpu");
  }

  /**
   * Must be called before anything is computed or written.
   *
   * @param engine that is going to compute
   * @throws org.collapselab.trainer.store.DeviceException if a GPU was requested and its backend
   *     did not load
   */
  void require(EngineName engine) {
    Device chosen = Device.chosen();
    if (!chosen.onGpu()) {
      return;
    }
    Device device = chosen.with(Engines.of(engine).describe());
    if (!device.onGpu()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("collapse: computing on the CPU: " + device.reason() + ".");
    }
  }
}
