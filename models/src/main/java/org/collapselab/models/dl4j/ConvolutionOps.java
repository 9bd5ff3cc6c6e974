package org.collapselab.models.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A k×k convolution and its gradients on N×H×W×C arrays and d_out×d_in×k×k weights, by oneDNN where
 * it is active.
 */
final class ConvolutionOps {
  private static final int CHANNELS_LAST = 1;
  private static final int OUT_IN_HEIGHT_WIDTH = 1;

  private final boolean deepPossible = HostView.isHost() && OneDnn.isThere();
  private final OpContext planar = Nd4j.getExecutioner().buildContext();
  private final OpContext spatial = Nd4j.getExecutioner().buildContext();

  ConvolutionOps(int kernel, int stride) {
    int k = kernel;
    int s = stride;
    int p = kernel / 2;
    planar.setIArguments(k, k, s, s, p, p, 1, 1, 0, CHANNELS_LAST, OUT_IN_HEIGHT_WIDTH);
    spatial.setIArguments(
        1, k, k, 1, s, s, 0, p, p, 1, 1, 1, 0, CHANNELS_LAST, OUT_IN_HEIGHT_WIDTH);
  }

  void forward(INDArray x, INDArray w, INDArray z) {
    run("conv2d", planar, new INDArray[] {x, w}, z);
  }

  /** Overwrites {@code below} with the gradient in x and {@code weightGradient} with that in w. */
  void backward(INDArray x, INDArray w, INDArray epsilon, INDArray below, INDArray weightGradient) {
    if (!deepPossible || winogradPays(w)) {
      run("conv2d_bp", planar, new INDArray[] {x, w, epsilon}, below, weightGradient);
    } else {
      INDArray[] inputs = {deepImages(x), deepKernel(w), deepImages(epsilon)};
      run("conv3dnew_bp", spatial, inputs, deepImages(below), deepKernel(weightGradient));
    }
  }

  /**
   * For conv2d_bp oneDNN chooses Winograd's algorithm, which is slower with few or many channels.
   * The same sum as a three-dimensional convolution of depth one runs the direct algorithm.
   */
  private static boolean winogradPays(INDArray w) {
    long narrow = Math.min(w.size(0), w.size(1));
    return narrow >= 32 && narrow <= 256;
  }

  private static INDArray deepImages(INDArray x) {
    return x.reshape('c', x.size(0), 1, x.size(1), x.size(2), x.size(3));
  }

  private static INDArray deepKernel(INDArray w) {
    return w.reshape('c', w.size(0), w.size(1), 1, w.size(2), w.size(3));
  }

  private static void run(String op, OpContext context, INDArray[] inputs, INDArray... outputs) {
    for (int i = 0; i < inputs.length; i++) {
      context.setInputArray(i, inputs[i]);
    }
    for (int i = 0; i < outputs.length; i++) {
      context.setOutputArray(i, outputs[i]);
    }
    try {
      Nd4j.exec(DynamicCustomOp.builder(op).build(), context);
    } finally {
      context.purge();
    }
  }
}
