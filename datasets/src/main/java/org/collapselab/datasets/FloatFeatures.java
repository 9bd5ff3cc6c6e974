package org.collapselab.datasets;

import java.util.ArrayList;
import java.util.List;

/** Samples of FP32 values. */
final class FloatFeatures implements Features {
  private final Shape shape;
  private final float[] values;
  private final ChannelScaling scaling;
  private final double[] mean;
  private final double[] std;

  FloatFeatures(Shape shape, float[] values, ChannelScaling scaling) {
    this.shape = shape;
    this.values = values;
    this.scaling = scaling;
    this.mean = scaling.mean().stream().mapToDouble(Double::doubleValue).toArray();
    this.std = scaling.std().stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public int rows() {
    return values.length / shape.dim();
  }

  @Override
  public void copyRow(int row, float[] target, int offset) {
    int from = row * shape.dim();
    for (int i = 0; i < shape.dim(); i++) {
      int channel = i / shape.area();
      double u = values[from + i] / scaling.divisor();
      target[offset + i] = (float) ((u - mean[channel]) / std[channel]);
    }
  }

  @Override
  public Features select(int[] rows) {
    int d = shape.dim();
    float[] selected = new float[Math.multiplyExact(rows.length, d)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * d, selected, i * d, d);
    }
    return new FloatFeatures(shape, selected, scaling);
  }

  @Override
  public Features scaled(ChannelScaling newScaling) {
    return new FloatFeatures(shape, values, newScaling);
  }

  @Override
  public ChannelScaling fit(Scaling kind) {
    return switch (kind) {
      case RAW -> ChannelScaling.byDivisor(shape.channels(), 1);
      case UNIT ->
          throw new IllegalArgumentException(
              "scaling UNIT (x/255) is for images; tables take STANDARDIZED or RAW");
      case STANDARDIZED -> standardization();
    };
  }

  private ChannelScaling standardization() {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int channel = 0; channel < shape.channels(); channel++) {
      double mean = meanPower(channel, 0, 1);
      double deviation = Math.sqrt(meanPower(channel, mean, 2));
      // The mean of equal values may miss them by rounding: then the deviation is rounding too.
      boolean constant = deviation <= 1e-12 * Math.abs(mean);
      means.add(mean);
      deviations.add(constant ? 1 : deviation);
    }
    return new ChannelScaling(1, means, deviations);
  }

  /** Mean of (x − centre)^power over one channel of all rows. */
  private double meanPower(int channel, double centre, int power) {
    int area = shape.area();
    double sum = 0;
    for (int row = 0; row < rows(); row++) {
      int from = row * shape.dim() + channel * area;
      for (int i = from; i < from + area; i++) {
        double x = values[i] - centre;
        sum += power == 1 ? x : x * x;
      }
    }
    return sum / ((double) rows() * area);
  }

  @Override
  public ChannelScaling scaling() {
    return scaling;
  }
}
