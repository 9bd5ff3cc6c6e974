package org.collapselab.models.dl4j;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm of FP32 arrays in main memory. Two passes forward and two back, in blocks that stay in
 * the first-level cache; a block holds whole groups of channels, so that per-channel factors repeat
 * in it and every loop runs over plain arrays, which HotSpot vectorises.
 */
final class HostNorm implements ChannelNorm {
  private static final int FLUSH = 64; // blocks summed in FP32 before FP64 takes over

  private final int channels;
  private final float[] x;
  private final float[] e;
  private final float[] center;
  private final float[] first;
  private final float[] second;
  private final float[] third;
  private double[] mean = {};
  private double[] variance = {};

  HostNorm(int channels) {
    this.channels = channels;
    int block = channels * Math.max(1, HostView.BLOCK / channels);
    x = new float[block];
    e = new float[block];
    center = new float[block];
    first = new float[block];
    second = new float[block];
    third = new float[block];
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

  /** Sums are taken around the first block's mean, so that a large mean does not cancel them. */
  @Override
  public void measure(INDArray input) {
    FloatBuffer values = HostView.floats(input);
    int size = values.capacity();
    double count = (double) size / channels;
    double[] around = firstMeans(values);
    repeat(around, center);
    clear();
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    int blocks = 0;
    for (int from = 0; from < size; from += x.length) {
      int n = Math.min(x.length, size - from);
      values.get(from, x, 0, n);
      addMoments(x, center, first, second, n);
      if (++blocks % FLUSH == 0) {
        drain(first, sums);
        drain(second, squares);
      }
    }
    drain(first, sums);
    drain(second, squares);
    double[] means = new double[channels];
    double[] variances = new double[channels];
    for (int c = 0; c < channels; c++) {
      double offset = sums[c] / count;
      means[c] = around[c] + offset;
      variances[c] = Math.max(0, squares[c] / count - offset * offset);
    }
    use(means, variances);
  }

  private double[] firstMeans(FloatBuffer values) {
    int n = Math.min(x.length, values.capacity());
    values.get(0, x, 0, n);
    double[] means = new double[channels];
    for (int i = 0; i < n; i++) {
      means[i % channels] += (double) x[i] * channels / n;
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
    repeat(scales(gamma), first);
    repeat(beta, second);
    int size = in.capacity();
    for (int from = 0; from < size; from += x.length) {
      int n = Math.min(x.length, size - from);
      in.get(from, x, 0, n);
      scale(x, center, first, second, n);
      out.put(from, x, 0, n);
    }
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
    double[] constant = new double[channels];
    double[] linear = new double[channels];
    for (int c = 0; c < channels; c++) {
      double r = 1 / Math.sqrt(variance[c] + BatchNormLayer.EPSILON);
      constant[c] = -scales[c] * gradients.beta()[c] / count;
      linear[c] = -scales[c] * r * gradients.gamma()[c] / count;
    }
    repeat(scales, first);
    repeat(linear, second);
    repeat(constant, third);
    FloatBuffer out = HostView.floats(below);
    int size = in.capacity();
    for (int from = 0; from < size; from += x.length) {
      int n = Math.min(x.length, size - from);
      in.get(from, x, 0, n);
      slope.get(from, e, 0, n);
      combine(x, center, e, first, second, third, n);
      out.put(from, e, 0, n);
    }
    return gradients;
  }

  private Gradients parameterGradients(FloatBuffer in, FloatBuffer slope) {
    repeat(mean, center);
    clear();
    double[] sums = new double[channels];
    double[] products = new double[channels];
    int size = in.capacity();
    int blocks = 0;
    for (int from = 0; from < size; from += x.length) {
      int n = Math.min(x.length, size - from);
      in.get(from, x, 0, n);
      slope.get(from, e, 0, n);
      addProducts(x, center, e, first, second, n);
      if (++blocks % FLUSH == 0) {
        drain(first, sums);
        drain(second, products);
      }
    }
    drain(first, sums);
    drain(second, products);
    for (int c = 0; c < channels; c++) {
      products[c] /= Math.sqrt(variance[c] + BatchNormLayer.EPSILON);
    }
    return new Gradients(products, sums);
  }

  private void repeat(double[] perChannel, float[] block) {
    for (int i = 0; i < block.length; i++) {
      block[i] = (float) perChannel[i % channels];
    }
  }

  /** Adds the partial sums to the totals per channel and clears them. */
  private void drain(float[] gathered, double[] sums) {
    for (int i = 0; i < gathered.length; i++) {
      sums[i % channels] += gathered[i];
    }
    Arrays.fill(gathered, 0);
  }

  private void clear() {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
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
