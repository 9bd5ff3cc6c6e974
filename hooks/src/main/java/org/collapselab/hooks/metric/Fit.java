package org.collapselab.hooks.metric;

import org.collapselab.theory.Loss;

/** Streamed fit terms of the loss and accuracy, from the network's outputs Z (rows×K). */
public final class Fit {
  private final int classes;
  private long samples;
  private long correct;
  private double squaredError;
  private double logLoss;
  private double squaredSoftmaxError;

  /**
   * @param classes K ≥ 2
   */
  public Fit(int classes) {
    this.classes = InputChecks.requireClasses(classes);
  }

  /**
   * Adds the first {@code rows} samples of a batch.
   *
   * @param logits row-major rows×K
   * @return argmax of each row (ties: lowest class)
   * @throws IllegalStateException if the outputs are not finite
   */
  public int[] add(int[] labels, double[] logits, int rows) {
    InputChecks.requireBatch(labels, logits, rows, classes, classes);
    int[] predictions = new int[rows];
    for (int row = 0; row < rows; row++) {
      int from = row * classes;
      predictions[row] = argmax(logits, from);
      double max = logits[from + predictions[row]];
      double exponentials = 0;
      double others = 0;
      double squaredOthers = 0;
      for (int k = 0; k < classes; k++) {
        double error = logits[from + k] - (k == labels[row] ? 1 : 0);
        squaredError += error * error;
        double exponential = k == predictions[row] ? 1 : Math.exp(logits[from + k] - max);
        exponentials += k == predictions[row] ? 0 : exponential;
        others += k == labels[row] ? 0 : exponential;
        squaredOthers += k == labels[row] ? 0 : exponential * exponential;
      }
      // 1 − p_y from the other classes, so that it keeps its digits too.
      double sum = 1 + exponentials;
      squaredSoftmaxError += (squaredOthers + others * others) / (sum * sum);
      // log1p keeps the digits of a loss far below 1.
      logLoss += max - logits[from + labels[row]] + Math.log1p(exponentials);
      correct += predictions[row] == labels[row] ? 1 : 0;
    }
    if (!Double.isFinite(squaredError)) {
      throw new IllegalStateException(
          "the network's outputs contain NaN or infinity, or overflow; training diverged");
    }
    samples += rows;
    return predictions;
  }

  private int argmax(double[] logits, int from) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      best = logits[from + k] > logits[from + best] ? k : best;
    }
    return best;
  }

  /** fit_mse = 1/(2N) ‖Z − Y‖_F² with one-hot Y; NaN before any sample. */
  public double meanSquaredError() {
    return squaredError / (2 * samples);
  }

  /** fit_ce = 1/N Σ_i −log softmax(Z_i)_{y_i}; NaN before any sample. */
  public double crossEntropy() {
    return logLoss / samples;
  }

  /**
   * √(1/N Σ ‖∂ℓ_i/∂z_i‖²), the gradient of a sample's loss with respect to its outputs: z − y for
   * MSE, softmax(z) − y for CE; NaN before any sample.
   */
  public double outputGradient(Loss loss) {
    double squared =
        switch (loss) {
          case MSE -> squaredError;
          case CE -> squaredSoftmaxError;
        };
    return Math.sqrt(squared / samples);
  }

  /** Share of samples whose argmax is their class, in [0, 1]; NaN before any sample. */
  public double accuracy() {
    return (double) correct / samples;
  }

  /** N, the samples seen. */
  public long samples() {
    return samples;
  }
}
