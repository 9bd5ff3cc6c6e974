package org.collapselab.models.dl4j;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Whether FP32 convolutions run in oneDNN. The engine's own switch ("helpers" of its layers) looks
 * for a class that was renamed, and so never turns on; the layers here call the operations
 * themselves, which choose oneDNN wherever the native library has it.
 */
final class OneDnn {
  private OneDnn() {}

  static boolean isActive() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN")
        && Nd4j.getEnvironment().helpersAllowed();
  }
}
