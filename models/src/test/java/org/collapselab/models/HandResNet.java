package org.collapselab.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;

/**
 * The same residual network in plain loops over FP64 arrays, one sample after another, unaware of
 * any engine. Parameters go by the names they have in a saved model: {@code stem.conv_W}.
 */
final class HandResNet {
  private static final double EPSILON = 1e-5;

  private final ResNetSpec model;
  private final TrainingSpec training;
  private final List<LayerInfo> layers;
  final Map<String, double[]> parameters;

  /** What each tap holds, [sample][value], and the moments of each batch norm's input. */
  final Map<String, double[][]> taps = new LinkedHashMap<>();

  final Map<String, double[]> batchMeans = new HashMap<>();
  final Map<String, double[]> batchVariances = new HashMap<>();
  private boolean inference;

  HandResNet(ResNetSpec model, TrainingSpec training, Map<String, double[]> parameters) {
    this.model = model;
    this.training = training;
    this.layers = model.layers(training.penalties());
    this.parameters = parameters;
  }

  /** [sample][channel][row][column]. */
  private record Images(double[][][][] values) {
    int channels() {
      return values[0].length;
    }

    int height() {
      return values[0][0].length;
    }

    int width() {
      return values[0][0][0].length;
    }

    static Images zeros(int n, int c, int h, int w) {
      return new Images(new double[n][c][h][w]);
    }
  }

  /** Fills the taps and returns the logits. */
  double[][] forward(Batch batch, boolean inference) {
    this.inference = inference;
    Images x = relu("stem.bn", norm("stem", "bn", convolution("stem.conv", 3, 1, images(batch))));
    for (ResidualBlock block : model.blocks()) {
      x = block(block, x);
    }
    double[][] h = pooled(x);
    taps.put("pool:pre", h);
    for (LayerInfo layer : layers) {
      if (layer.inHead()) {
        h = linear(layer, h);
      }
    }
    return h;
  }

  private Images images(Batch batch) {
    Images x = Images.zeros(batch.rows(), model.channels(), model.height(), model.width());
    int next = 0;
    for (double[][][] sample : x.values()) {
      for (double[][] plane : sample) {
        for (double[] row : plane) {
          for (int j = 0; j < row.length; j++) {
            row[j] = batch.inputs()[next++];
          }
        }
      }
    }
    return x;
  }

  private Images block(ResidualBlock b, Images x) {
    String name = b.name();
    Images y = convolution(name + ".conv1", 3, b.stride(), x);
    y = relu(name + ".bn1", norm(name, "bn1", y));
    y = norm(name, "bn2", convolution(name + ".conv2", 3, 1, y));
    return relu(name + ".add", tap(name + ".add:pre", sum(y, shortcut(b, x))));
  }

  private static Images sum(Images a, Images b) {
    Images sum = Images.zeros(a.values().length, a.channels(), a.height(), a.width());
    each(
        sum,
        (n, c, i, j) -> sum.values()[n][c][i][j] = a.values()[n][c][i][j] + b.values()[n][c][i][j]);
    return sum;
  }

  private Images shortcut(ResidualBlock b, Images x) {
    if (!b.changesShape()) {
      return x;
    }
    String path = b.name() + ".shortcut";
    if (model.shortcut() == Shortcut.PROJECTION) {
      return norm(path, "bn", convolution(path + ".conv", 1, b.stride(), x));
    }
    Images y = Images.zeros(x.values().length, b.channels(), b.height(), b.width());
    for (int n = 0; n < x.values().length; n++) {
      for (int c = 0; c < x.channels(); c++) {
        for (int i = 0; i < b.height(); i++) {
          for (int j = 0; j < b.width(); j++) {
            y.values()[n][c][i][j] = x.values()[n][c][i * b.stride()][j * b.stride()];
          }
        }
      }
    }
    return y;
  }

  private Images convolution(String name, int kernel, int stride, Images x) {
    double[] w = parameters.get(name + "_W");
    int out = w.length / (x.channels() * kernel * kernel);
    int h = (x.height() - 1) / stride + 1;
    int wide = (x.width() - 1) / stride + 1;
    Images z = Images.zeros(x.values().length, out, h, wide);
    each(
        z,
        (n, o, i, j) -> {
          double sum = 0;
          for (int c = 0; c < x.channels(); c++) {
            for (int a = 0; a < kernel; a++) {
              for (int b = 0; b < kernel; b++) {
                int row = i * stride + a - kernel / 2;
                int column = j * stride + b - kernel / 2;
                if (row >= 0 && row < x.height() && column >= 0 && column < x.width()) {
                  sum +=
                      w[((o * x.channels() + c) * kernel + a) * kernel + b]
                          * x.values()[n][c][row][column];
                }
              }
            }
          }
          z.values()[n][o][i][j] = sum;
        });
    return tap(name + ":pre", z);
  }

  private Images norm(String owner, String suffix, Images x) {
    String name = owner + "." + suffix;
    double[] mean = inference ? parameters.get(name + "_mean") : moments(x, null);
    double[] variance = inference ? parameters.get(name + "_var") : moments(x, mean);
    batchMeans.put(name, mean);
    batchVariances.put(name, variance);
    double[] gamma = parameters.get(name + "_gamma");
    double[] beta = parameters.get(name + "_beta");
    Images y = Images.zeros(x.values().length, x.channels(), x.height(), x.width());
    each(
        y,
        (n, c, i, j) ->
            y.values()[n][c][i][j] =
                gamma[c] * (x.values()[n][c][i][j] - mean[c]) / Math.sqrt(variance[c] + EPSILON)
                    + beta[c]);
    return tap(name + ":pre", y);
  }

  /** Mean per channel, or mean squared distance from {@code mean}. */
  private static double[] moments(Images x, double[] mean) {
    double[] moments = new double[x.channels()];
    double count = (double) x.values().length * x.height() * x.width();
    each(
        x,
        (n, c, i, j) -> {
          double v = x.values()[n][c][i][j];
          moments[c] += (mean == null ? v : (v - mean[c]) * (v - mean[c])) / count;
        });
    return moments;
  }

  private Images relu(String name, Images x) {
    Images y = Images.zeros(x.values().length, x.channels(), x.height(), x.width());
    each(y, (n, c, i, j) -> y.values()[n][c][i][j] = Math.max(x.values()[n][c][i][j], 0));
    return tap(name + ":post", y);
  }

  private Images tap(String name, Images x) {
    double[][] flat = new double[x.values().length][x.channels() * x.height() * x.width()];
    each(x, (n, c, i, j) -> flat[n][(c * x.height() + i) * x.width() + j] = x.values()[n][c][i][j]);
    taps.put(name, flat);
    taps.put(name.replace(":", ".pooled:"), pooled(x));
    return x;
  }

  private static double[][] pooled(Images x) {
    double[][] means = new double[x.values().length][x.channels()];
    double pixels = (double) x.height() * x.width();
    each(x, (n, c, i, j) -> means[n][c] += x.values()[n][c][i][j] / pixels);
    return means;
  }

  private double[][] linear(LayerInfo layer, double[][] h) {
    double[] w = parameters.get(layer.name() + "_W");
    double[] bias = parameters.getOrDefault(layer.name() + "_b", new double[layer.outputs()]);
    double[][] z = new double[h.length][];
    double[][] post = new double[h.length][];
    for (int n = 0; n < h.length; n++) {
      z[n] = bias.clone();
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.outputs(); j++) {
          z[n][j] += h[n][i] * w[i * layer.outputs() + j];
        }
      }
      boolean linear = layer.activation() == Activation.LINEAR;
      post[n] = java.util.Arrays.stream(z[n]).map(v -> linear ? v : Math.max(v, 0)).toArray();
    }
    taps.put(layer.preTap(), z);
    taps.put(layer.postTap(), post);
    return post;
  }

  @FunctionalInterface
  private interface At {
    void visit(int n, int c, int i, int j);
  }

  private static void each(Images x, At at) {
    for (int n = 0; n < x.values().length; n++) {
      for (int c = 0; c < x.channels(); c++) {
        for (int i = 0; i < x.height(); i++) {
          for (int j = 0; j < x.width(); j++) {
            at.visit(n, c, i, j);
          }
        }
      }
    }
  }

  double objective(Batch batch) {
    double[][] z = forward(batch, false);
    double sum = 0;
    for (int n = 0; n < z.length; n++) {
      sum += fit(z[n], batch, n);
      for (double h : taps.get("pool:pre")[n]) {
        sum += training.penalties().featureLambda() / 2 * training.trainingSamples() * h * h;
      }
    }
    double objective = sum / z.length;
    for (LayerInfo layer : layers) {
      for (double v : parameters.get(layer.name() + "_W")) {
        objective += layer.l2() / 2 * v * v;
      }
    }
    return objective;
  }

  private double fit(double[] z, Batch batch, int n) {
    double squared = 0;
    double partition = 0;
    double target = 0;
    for (int k = 0; k < z.length; k++) {
      double y = batch.targets()[n * z.length + k];
      squared += (z[k] - y) * (z[k] - y);
      partition += Math.exp(z[k]);
      target += y * z[k];
    }
    return training.loss() == Loss.MSE ? squared / 2 : Math.log(partition) - target;
  }

  /** Slope of the objective in one parameter array, by central differences. */
  double[] gradient(String parameter, Batch batch) {
    double step = 1e-6;
    double[] values = parameters.get(parameter);
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + step;
      double above = objective(batch);
      values[i] = value - step;
      double below = objective(batch);
      values[i] = value;
      slopes.add((above - below) / (2 * step));
    }
    return slopes.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
