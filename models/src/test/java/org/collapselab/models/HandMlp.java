package org.collapselab.models;

import java.util.List;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;

/**
 * The same network written out in plain loops, as an independent reference: forward pass, objective
 * term by term, gradient by central differences. Slow, obvious and unaware of any engine.
 */
final class HandMlp {
  private final MlpSpec model;
  private final TrainingSpec training;
  private final List<LayerInfo> layers;
  final double[][][] w;
  final double[][] b;

  private HandMlp(MlpSpec model, TrainingSpec training) {
    this.model = model;
    this.training = training;
    this.layers = model.layers(training.penalties());
    this.w = new double[layers.size()][][];
    this.b = new double[layers.size()][];
  }

  static HandMlp copyOf(Network network, MlpSpec model, TrainingSpec training) {
    HandMlp hand = new HandMlp(model, training);
    for (int l = 0; l < hand.layers.size(); l++) {
      LayerInfo info = hand.layers.get(l);
      hand.w[l] = rows(network.weights(info.name()).getData(), info.outputs(), info.inputs());
      hand.b[l] = network.biases(info.name());
    }
    return hand;
  }

  private static double[][] rows(double[] data, int rows, int columns) {
    double[][] matrix = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(data, i * columns, matrix[i], 0, columns);
    }
    return matrix;
  }

  /** Output of layer l before its activation, for one sample. */
  double[] pre(int l, double[] x) {
    double[] in = l == 0 ? x : post(l - 1, x);
    double[] z = new double[w[l].length];
    for (int i = 0; i < z.length; i++) {
      z[i] = b[l].length == 0 ? 0 : b[l][i];
      for (int j = 0; j < in.length; j++) {
        z[i] += w[l][i][j] * in[j];
      }
    }
    return z;
  }

  double[] post(int l, double[] x) {
    double[] z = pre(l, x);
    if (layers.get(l).activation() == Activation.RELU) {
      for (int i = 0; i < z.length; i++) {
        z[i] = Math.max(z[i], 0);
      }
    }
    return z;
  }

  double objective(Batch batch) {
    double sum = 0;
    int d = model.inputs();
    int k = model.outputs();
    for (int n = 0; n < batch.rows(); n++) {
      double[] x = new double[d];
      double[] y = new double[k];
      for (int i = 0; i < d; i++) {
        x[i] = batch.inputs()[n * d + i];
      }
      for (int i = 0; i < k; i++) {
        y[i] = batch.targets()[n * k + i];
      }
      sum += sampleFit(pre(layers.size() - 1, x), y) + featurePenalty(x);
    }
    return sum / batch.rows() + weightPenalty();
  }

  private double sampleFit(double[] z, double[] y) {
    double squared = 0;
    double partition = 0;
    double target = 0;
    for (int i = 0; i < z.length; i++) {
      squared += (z[i] - y[i]) * (z[i] - y[i]);
      partition += Math.exp(z[i]);
      target += y[i] * z[i];
    }
    return training.loss() == Loss.MSE ? squared / 2 : Math.log(partition) - target;
  }

  /** λ_H/2·N·‖h‖², so that its batch mean is λ_H/2·N/B·Σ‖h‖². */
  private double featurePenalty(double[] x) {
    int feeding = layers.size() - model.headDepth() - 1;
    double squared = 0;
    for (double h : post(feeding, x)) {
      squared += h * h;
    }
    return training.penalties().featureLambda() / 2 * training.trainingSamples() * squared;
  }

  private double weightPenalty() {
    double sum = 0;
    for (int l = 0; l < w.length; l++) {
      for (double[] row : w[l]) {
        for (double v : row) {
          sum += layers.get(l).l2() / 2 * v * v;
        }
      }
    }
    return sum;
  }

  /** ∂objective/∂W_l by central differences. */
  double[][] gradient(int l, Batch batch) {
    double[][] gradient = new double[w[l].length][w[l][0].length];
    for (int i = 0; i < gradient.length; i++) {
      for (int j = 0; j < gradient[i].length; j++) {
        gradient[i][j] = slope(w[l][i], j, batch);
      }
    }
    return gradient;
  }

  double[] biasGradient(int l, Batch batch) {
    double[] gradient = new double[b[l].length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = slope(b[l], i, batch);
    }
    return gradient;
  }

  private double slope(double[] parameters, int index, Batch batch) {
    double step = 1e-5;
    double value = parameters[index];
    parameters[index] = value + step;
    double above = objective(batch);
    parameters[index] = value - step;
    double below = objective(batch);
    parameters[index] = value;
    return (above - below) / (2 * step);
  }
}
