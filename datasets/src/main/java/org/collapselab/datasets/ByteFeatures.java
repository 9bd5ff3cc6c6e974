package org.collapselab.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Images of bytes; scaling is a table of 256 values a channel. */
final class ByteFeatures implements Features {
  private static final int LEVELS = 256;

  private final Shape shape;
  private final byte[] pixels;
  private final ChannelScaling scaling;
  private final float[] table;

  ByteFeatures(Shape shape, byte[] pixels, ChannelScaling scaling) {
    this.shape = shape;
    this.pixels = pixels;
    this.scaling = scaling;
    this.table = new float[shape.channels() * LEVELS];
    for (int i = 0; i < table.length; i++) {
      int channel = i / LEVELS;
      double u = (i % LEVELS) / scaling.divisor();
      table[i] = (float) ((u - scaling.mean().get(channel)) / scaling.std().get(channel));
    }
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public int rows() {
    return pixels.length / shape.dim();
  }

  @Override
  public void copyRow(int row, float[] target, int offset) {
    int area = shape.area();
    int from = row * shape.dim();
    int to = offset;
    for (int base = 0; base < table.length; base += LEVELS) {
      for (int i = 0; i < area; i++) {
        target[to++] = table[base + (pixels[from++] & 0xff)];
      }
    }
  }

  /** Byte 0. */
  float black(int channel) {
    return table[channel * LEVELS];
  }

  /** As {@link #copyRow}, but what the view shows of the image; byte 0 beyond its edge. */
  void copyView(int row, Augmentation.View view, float[] target, int offset) {
    int to = offset;
    for (int channel = 0; channel < shape.channels(); channel++) {
      int from = row * shape.dim() + channel * shape.area();
      for (int y = 0; y < shape.height(); y++) {
        copyLine(from, y + view.down(), view, channel * LEVELS, target, to);
        to += shape.width();
      }
    }
  }

  private void copyLine(
      int image, int y, Augmentation.View view, int base, float[] target, int to) {
    int width = shape.width();
    boolean inside = y >= 0 && y < shape.height();
    int line = image + y * width;
    for (int i = 0; i < width; i++) {
      int x = (view.mirrored() ? width - 1 - i : i) + view.right();
      boolean black = !inside || x < 0 || x >= width;
      target[to + i] = table[base + (black ? 0 : pixels[line + x] & 0xff)];
    }
  }

  @Override
  public Features select(int[] rows) {
    int d = shape.dim();
    byte[] selected = new byte[Math.multiplyExact(rows.length, d)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(pixels, rows[i] * d, selected, i * d, d);
    }
    return new ByteFeatures(shape, selected, scaling);
  }

  @Override
  public Features scaled(ChannelScaling newScaling) {
    return new ByteFeatures(shape, pixels, newScaling);
  }

  @Override
  public ChannelScaling fit(Scaling kind) {
    return switch (kind) {
      case RAW -> ChannelScaling.byDivisor(shape.channels(), 1);
      case UNIT -> ChannelScaling.byDivisor(shape.channels(), 255);
      case STANDARDIZED -> standardization();
    };
  }

  private ChannelScaling standardization() {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (long[] histogram : histograms()) {
      double n = (double) rows() * shape.area();
      double mean = 0;
      for (int x = 0; x < LEVELS; x++) {
        mean += histogram[x] * (x / 255.0) / n;
      }
      double variance = 0;
      for (int x = 0; x < LEVELS; x++) {
        variance += histogram[x] * Math.pow(x / 255.0 - mean, 2) / n;
      }
      boolean constant = Arrays.stream(histogram).filter(count -> count > 0).count() == 1;
      means.add(mean);
      deviations.add(constant ? 1 : Math.sqrt(variance));
    }
    return new ChannelScaling(255, means, deviations);
  }

  /** How often each byte value occurs in each channel. */
  private long[][] histograms() {
    long[][] histograms = new long[shape.channels()][LEVELS];
    int at = 0;
    for (int row = 0; row < rows(); row++) {
      for (long[] histogram : histograms) {
        for (int i = 0; i < shape.area(); i++) {
          histogram[pixels[at++] & 0xff]++;
        }
      }
    }
    return histograms;
  }

  @Override
  public ChannelScaling scaling() {
    return scaling;
  }
}
