package org.collapselab.models.dl4j;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.collapselab.theory.parallel.Workers;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm of FP32 arrays in main memory. Two passes forward and two back, in blocks that stay in
 * the first-level cache; a block holds whole groups of channels, so that per-channel factors repeat
 * in it and every loop runs over plain arrays, which HotSpot vectorises. Each pass is cut into
 * pieces of whole blocks, and the sums of the pieces are added in FP64.
 */
final class HostNorm implements ChannelNorm {
  private static final int FLUSH = 64; // blocks summed in FP32 before FP64 takes over

  private final int channels;
  private final int block;
  private final float[] center;
  private Workers workers = Workers.alone();
  private double[] mean = {};
  private double[] variance = {};

  HostNorm(int channels) {
    this.channels = channels;
    this.block = channels * Math.max(1, HostView.BLOCK / channels);
    this.center = new float[block];
  }

  @Override
  public void use(Workers threads) {
    workers = threads;
  }

  @Override
  public void use(double[] mean, double[] variance) {
    this.mean = mean;
    this.variance = variance;
  }

  @Override
  public double[] mean() {
    return mean;
  }

  @Override
  public double[] variance() {
    return variance;
  }

  private Pieces pieces(int size) {
    return Pieces.ofBlocks(size, block);
  }

  /** Two sums per channel, gathered in blocks. */
  private final class Sums {
    private final float[] first = new float[block];
    private final float[] second = new float[block];
    private final double[] firsts = new double[channels];
    private final double[] seconds = new double[channels];
    private int blocks;

    void blockAdded() {
      if (++blocks % FLUSH == 0) {
        drain();
      }
    }

    Sums drain() {
      for (int i = 0; i < block; i++) {
        firsts[i % channels] += first[i];
        seconds[i % channels] += second[i];
      }
      Arrays.fill(first, 0);
      Arrays.fill(second, 0);
      return this;
    }

    void add(Sums other) {
      for (int c = 0; c < channels; c++) {
        firsts[c] += other.firsts[c];
        seconds[c] += other.seconds[c];
      }
    }
  }

  private Sums total(Pieces pieces, IntFunction<Sums> piece) {
    List<Sums> all = workers.map(pieces.count(), piece);
    Sums total = all.get(0);
    for (Sums sums : all.subList(1, all.size())) {
      total.add(sums);
    }
    return total;
  }

  /** Sums are taken around the first block's mean, so that a large mean does not cancel them. */
  @Override
  public void measure(INDArray input) {
    FloatBuffer values = HostView.floats(input);
    double count = (double) values.capacity() / channels;
    double[] around = firstMeans(values);
    repeat(around, center);
    Pieces pieces = pieces(values.capacity());
    Sums sums =
        total(
            pieces,
            i -> {
              Sums of = new Sums();
              float[] x = new float[block];
              pieces.blocks(
                  i,
                  (from, n) -> {
                    values.get(from, x, 0, n);
                    addMoments(x, center, of.first, of.second, n);
                    of.blockAdded();
                  });
              return of.drain();
            });
    double[] means = new double[channels];
    double[] variances = new double[channels];
    for (int c = 0; c < channels; c++) {
      double offset = sums.firsts[c] / count;
      means[c] = around[c] + offset;
      variances[c] = Math.max(0, sums.seconds[c] / count - offset * offset);
    }
    use(means, variances);
  }

  private double[] firstMeans(FloatBuffer values) {
    float[] x = new float[Math.min(block, values.capacity())];
    values.get(0, x);
    double[] means = new double[channels];
    for (int i = 0; i < x.length; i++) {
      means[i % channels] += (double) x[i] * channels / x.length;
    }
    for (int c = 0; c < channels; c++) {
      means[c] = (float) means[c];
    }
    return means;
  }

  @Override
  public void normalise(INDArray input, INDArray output, double[] gamma, double[] beta) {
    FloatBuffer in = HostView.floats(input);
    FloatBuffer out = HostView.floats(output);
    repeat(mean, center);
    float[] scale = repeated(scales(gamma));
    float[] shift = repeated(beta);
    Pieces pieces = pieces(in.capacity());
    workers.run(
        pieces.count(),
        i -> {
          float[] x = new float[block];
          pieces.blocks(
              i,
              (from, n) -> {
                in.get(from, x, 0, n);
                scale(x, center, scale, shift, n);
                out.put(from, x, 0, n);
              });
        });
  }

  private double[] scales(double[] gamma) {
    double[] scales = new double[channels];
    for (int c = 0; c < channels; c++) {
      scales[c] = gamma[c] / Math.sqrt(variance[c] + BatchNormLayer.EPSILON);
    }
    return scales;
  }

  /**
   * With r = 1/√(v + ε), Σ over the M values of a channel: ∂β = Σe, ∂γ = rΣe(x − μ), ∂x = γr(e −
   * ∂β/M − r(x − μ)∂γ/M).
   */
  @Override
  public Gradients backward(INDArray input, INDArray epsilon, INDArray below, double[] gamma) {
    FloatBuffer in = HostView.floats(input);
    FloatBuffer slope = HostView.floats(epsilon);
    Gradients gradients = parameterGradients(in, slope);
    double count = (double) in.capacity() / channels;
    double[] scales = scales(gamma);
    double[] constants = new double[channels];
    double[] slopes = new double[channels];
    for (int c = 0; c < channels; c++) {
      double r = 1 / Math.sqrt(variance[c] + BatchNormLayer.EPSILON);
      constants[c] = -scales[c] * gradients.beta()[c] / count;
      slopes[c] = -scales[c] * r * gradients.gamma()[c] / count;
    }
    float[] scale = repeated(scales);
    float[] linear = repeated(slopes);
    float[] constant = repeated(constants);
    FloatBuffer out = HostView.floats(below);
    Pieces pieces = pieces(in.capacity());
    workers.run(
        pieces.count(),
        i -> {
          float[] x = new float[block];
          float[] e = new float[block];
          pieces.blocks(
              i,
              (from, n) -> {
                in.get(from, x, 0, n);
                slope.get(from, e, 0, n);
                combine(x, center, e, scale, linear, constant, n);
                out.put(from, e, 0, n);
              });
        });
    return gradients;
  }

  private Gradients parameterGradients(FloatBuffer in, FloatBuffer slope) {
    repeat(mean, center);
    Pieces pieces = pieces(in.capacity());
    Sums sums =
        total(
            pieces,
            i -> {
              Sums of = new Sums();
              float[] x = new float[block];
              float[] e = new float[block];
              pieces.blocks(
                  i,
                  (from, n) -> {
                    in.get(from, x, 0, n);
                    slope.get(from, e, 0, n);
                    addProducts(x, center, e, of.first, of.second, n);
                    of.blockAdded();
                  });
              return of.drain();
            });
    double[] products = sums.seconds;
    for (int c = 0; c < channels; c++) {
      products[c] /= Math.sqrt(variance[c] + BatchNormLayer.EPSILON);
    }
    return new Gradients(products, sums.firsts);
  }

  private float[] repeated(double[] perChannel) {
    float[] values = new float[block];
    repeat(perChannel, values);
    return values;
  }

  private void repeat(double[] perChannel, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) perChannel[i % channels];
    }
  }

  private static void addMoments(float[] x, float[] center, float[] sum, float[] square, int n) {
    for (int i = 0; i < n; i++) {
      float d = x[i] - center[i];
      sum[i] += d;
      square[i] += d * d;
    }
  }

  private static void addProducts(
      float[] x, float[] center, float[] e, float[] sum, float[] product, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += e[i];
      product[i] += e[i] * (x[i] - center[i]);
    }
  }

  private static void scale(float[] x, float[] center, float[] scale, float[] shift, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = (x[i] - center[i]) * scale[i] + shift[i];
    }
  }

  private static void combine(
      float[] x,
      float[] center,
      float[] e,
      float[] scale,
      float[] linear,
      float[] constant,
      int n) {
    for (int i = 0; i < n; i++) {
      e[i] = e[i] * scale[i] + (x[i] - center[i]) * linear[i] + constant[i];
    }
  }
}
