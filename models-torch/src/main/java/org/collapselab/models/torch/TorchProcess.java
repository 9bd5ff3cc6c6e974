package org.collapselab.models.torch;

import static org.bytedeco.pytorch.global.torch.globalContext;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;

/**
 * What libtorch keeps for the whole process. Equal seeds give equal networks: algorithms whose sums
 * differ from run to run are refused, cuDNN does not choose algorithms by their speed, and FP32 is
 * not rounded to TF32 on a GPU.
 */
final class TorchProcess {
  private TorchProcess() {}

  /** Sets all of it; to be called by every thread that is going to run a network. */
  static void settle() {
    TorchLibraries.load();
    try (PointerScope scope = new PointerScope()) {
      Context context = globalContext();
      context.setDeterministicAlgorithms(true, false);
      context.setDeterministicFillUninitializedMemory(false); // everything here is written first
      context.setDeterministicCuDNN(true);
      context.setBenchmarkCuDNN(false);
      context.setAllowTF32CuDNN(false);
      context.setAllowTF32CuBLAS(false);
    }
    set_num_threads(threads(System.getenv("OMP_NUM_THREADS")));
  }

  /** The number that a variable holds; one if it holds none. */
  static int threads(String variable) {
    return variable != null && variable.strip().matches("[1-9][0-9]{0,3}")
        ? Integer.parseInt(variable.strip())
        : 1;
  }
}
