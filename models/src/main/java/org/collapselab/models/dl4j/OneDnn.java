package org.collapselab.models.dl4j;

import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Whether FP32 convolutions run in oneDNN: they do if the native library was built with it. The
 * engine's own switch ("helpers" of its layers) looks for a class that was renamed, and so never
 * turns on; {@link ConvolutionOps} calls the operations themselves, which dispatch on their own, in
 * restored networks too.
 */
final class OneDnn {
  private OneDnn() {}

  static boolean isThere() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN");
  }
}
