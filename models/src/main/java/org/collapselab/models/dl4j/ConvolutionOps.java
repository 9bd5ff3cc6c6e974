package org.collapselab.models.dl4j;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.collapselab.theory.parallel.Workers;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A k×k convolution and its gradients on N×H×W×C arrays and d_out×d_in×k×k weights, by oneDNN where
 * it is active, in pieces of a few samples.
 */
final class ConvolutionOps {
  private static final int CHANNELS_LAST = 1;
  private static final int OUT_IN_HEIGHT_WIDTH = 1;
  private static final long LEAST_WORK = 40_000_000; // additions and multiplications in a piece
  private static final int MOST = 16; // pieces, each with a weight gradient of its own

  private final boolean deepPossible = HostView.isHost() && OneDnn.isThere();
  private final int kernel;
  private final int stride;
  private final List<OpContext> planar = new ArrayList<>(); // one for each piece
  private final List<OpContext> spatial = new ArrayList<>();
  private Workers workers = Workers.alone();

  ConvolutionOps(int kernel, int stride) {
    this.kernel = kernel;
    this.stride = stride;
  }

  void use(Workers threads) {
    workers = threads;
  }

  private Pieces pieces(INDArray x, INDArray w) {
    long pixels = x.size(1) * x.size(2) / ((long) stride * stride);
    long work = Math.max(1, 2 * pixels * w.length());
    int most = HostView.isHost() ? MOST : 1;
    return Pieces.of((int) x.size(0), 1, (LEAST_WORK + work - 1) / work, most);
  }

  private static INDArray part(INDArray x, Pieces pieces, int i) {
    INDArrayIndex all = NDArrayIndex.all();
    return pieces.count() == 1
        ? x
        : x.get(NDArrayIndex.interval(pieces.from(i), pieces.to(i)), all, all, all);
  }

  void forward(INDArray x, INDArray w, INDArray z) {
    Pieces pieces = pieces(x, w);
    prepare(planar, pieces.count(), this::planarContext);
    workers.run(
        pieces.count(),
        i -> run("conv2d", planar.get(i), inputs(part(x, pieces, i), w), part(z, pieces, i)));
  }

  private static INDArray[] inputs(INDArray... arrays) {
    return arrays;
  }

  /** Shape of the weight gradients of all pieces. */
  long[] parts(INDArray x, INDArray w) {
    return new long[] {pieces(x, w).count(), w.size(0), w.size(1), w.size(2), w.size(3)};
  }

  /**
   * Overwrites {@code below} with the gradient in x and {@code weightGradient} with that in w.
   *
   * @param parts of the shape {@link #parts}, for the weight gradients of the pieces
   */
  void backward(
      INDArray x,
      INDArray w,
      INDArray epsilon,
      INDArray below,
      INDArray parts,
      INDArray weightGradient) {
    Pieces pieces = pieces(x, w);
    boolean deep = deepPossible && !winogradPays(w);
    if (deep) {
      prepare(spatial, pieces.count(), this::spatialContext);
    } else {
      prepare(planar, pieces.count(), this::planarContext);
    }
    INDArray kernel = deep ? deepKernel(w) : w;
    boolean whole = pieces.count() == 1;
    workers.run(
        pieces.count(),
        i ->
            backward(
                deep,
                i,
                part(x, pieces, i),
                kernel,
                part(epsilon, pieces, i),
                part(below, pieces, i),
                whole ? weightGradient : parts.slice(i)));
    if (!whole) {
      add(parts, pieces.count(), weightGradient);
    }
  }

  /** The sum of the parts, in their order. */
  private static void add(INDArray parts, int count, INDArray sum) {
    if (!HostView.isPossible(parts, sum)) {
      sum.assign(parts.slice(0));
      for (int i = 1; i < count; i++) {
        sum.addi(parts.slice(i));
      }
      return;
    }
    FloatBuffer from = HostView.floats(parts);
    float[] total = new float[(int) sum.length()];
    float[] part = new float[total.length];
    from.get(0, total);
    for (int i = 1; i < count; i++) {
      from.get(i * total.length, part);
      for (int j = 0; j < total.length; j++) {
        total[j] += part[j];
      }
    }
    HostView.floats(sum).put(0, total);
  }

  private void backward(
      boolean deep,
      int i,
      INDArray x,
      INDArray w,
      INDArray epsilon,
      INDArray below,
      INDArray weightGradient) {
    if (deep) {
      INDArray[] inputs = {deepImages(x), w, deepImages(epsilon)};
      run("conv3dnew_bp", spatial.get(i), inputs, deepImages(below), deepKernel(weightGradient));
    } else {
      run("conv2d_bp", planar.get(i), inputs(x, w, epsilon), below, weightGradient);
    }
  }

  private static void prepare(List<OpContext> contexts, int count, Supplier<OpContext> made) {
    while (contexts.size() < count) {
      contexts.add(made.get());
    }
  }

  private OpContext planarContext() {
    int k = kernel;
    int s = stride;
    int p = kernel / 2;
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setIArguments(k, k, s, s, p, p, 1, 1, 0, CHANNELS_LAST, OUT_IN_HEIGHT_WIDTH);
    return context;
  }

  private OpContext spatialContext() {
    int k = kernel;
    int s = stride;
    int p = kernel / 2;
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setIArguments(
        1, k, k, 1, s, s, 0, p, p, 1, 1, 1, 0, CHANNELS_LAST, OUT_IN_HEIGHT_WIDTH);
    return context;
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
