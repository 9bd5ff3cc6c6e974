package org.collapselab.studies.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Deals the GPUs that this process may use out to its workers. */
final class GpuShares {
  /** What CUDA reads when a process begins. */
  static final String CUDA_VARIABLE = "CUDA_VISIBLE_DEVICES";

  /** GPUs to deal out, separated by commas; wins over what CUDA reads. */
  static final String OWN_VARIABLE = "COLLAPSE_GPUS";

  private GpuShares() {}

  /**
   * What a worker needs in its environment: one GPU, worker after worker in turn; nothing where the
   * parent names no more than one, since the worker then inherits what there is.
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
