package org.collapselab.studies.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Assigns the GPUs that this process may use to its workers. */
final class GpuShares {
  /** The variable that CUDA reads when a process starts. */
  static final String CUDA_VARIABLE = "CUDA_VISIBLE_DEVICES";

  /** GPUs to assign, separated by commas; takes precedence over the variable of CUDA. */
  static final String OWN_VARIABLE = "COLLAPSE_GPUS";

  private GpuShares() {}

  /**
   * The environment of a worker: one GPU, assigned to the workers in turn; nothing if the parent
   * names at most one, since the worker then inherits it.
   *
   * @param worker from 0
   */
  static Map<String, String> of(int worker, Map<String, String> environment) {
    List<String> gpus = named(environment.getOrDefault(OWN_VARIABLE, ""));
    if (gpus.isEmpty()) {
      gpus = named(environment.getOrDefault(CUDA_VARIABLE, ""));
    }
    return gpus.size() < 2 ? Map.of() : Map.of(CUDA_VARIABLE, gpus.get(worker % gpus.size()));
  }

  private static List<String> named(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(gpu -> !gpu.isEmpty()).toList();
  }
}
