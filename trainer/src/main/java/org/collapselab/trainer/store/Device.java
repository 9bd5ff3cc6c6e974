package org.collapselab.trainer.store;

import org.collapselab.models.EngineInfo;

/**
 * The device in use, and why: the launcher's choice before this process started, and what the
 * engine then loaded.
 *
 * @param asked {@code auto}, {@code cpu} or {@code cuda}
 * @param used {@code cpu} or {@code cuda}
 * @param reason why this one
 * @param card name, compute capability, driver and memory of the GPU; empty on the CPU
 */
public record Device(String asked, String used, String reason, String card) {
  private static final String CPU = "cpu";
  private static final String CUDA = "cuda";

  /** The launcher's choice; without the launcher, the engine chooses. */
  public static Device chosen() {
    String asked = System.getProperty("collapse.device.asked");
    return asked == null
        ? new Device("auto", "", "not started by the launcher", "")
        : new Device(
            asked,
            System.getProperty("collapse.device.used", CPU),
            System.getProperty("collapse.device.reason", ""),
            System.getProperty("collapse.device.card", ""));
  }

  /** Whether a GPU was promised, so that the engine must be checked before work begins. */
  public boolean onGpu() {
    return used.equals(CUDA);
  }

  /**
   * The device of an engine that has been loaded. If the libraries of the GPU backend do not load,
   * the CPU backend is used.
   *
   * @throws DeviceException if the GPU was asked for and the engine is not on it
   */
  public Device with(EngineInfo engine) {
    String loaded = engine.backend().equalsIgnoreCase(CUDA) ? CUDA : CPU;
    if (loaded.equals(used) || used.isEmpty()) {
      return new Device(asked, loaded, reason, card);
    }
    String why = "the GPU backend did not load on %s (the trace above says why)".formatted(card);
    if (asked.equals(CUDA)) {
      throw new DeviceException(
          "cannot compute on a GPU: " + why + ". --device cpu computes on the CPU.");
    }
    return new Device(asked, loaded, why, "");
  }
}
