package org.collapselab.benchmarks;

import java.util.List;
import java.util.Random;
import org.collapselab.models.Batch;
import org.collapselab.models.LearningRate;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Penalties;
import org.collapselab.models.Precision;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.Loss;

/** What both sides of a comparison train on, and how. */
final class Steps {
  static final int ROWS = 128;
  static final int CLASSES = 10;
  static final int COMPARED = 3;
  static final double RATE = 0.01;
  static final double MOMENTUM = 0.9;
  static final double LAMBDA = 5e-4;

  private Steps() {}

  /** SGD with momentum 0.9 on cross-entropy with weight decay, FP32. */
  static TrainingSpec training() {
    return training(ROWS);
  }

  /** The same with another number of samples. */
  static TrainingSpec training(int rows) {
    return new TrainingSpec(
        Loss.CE,
        new Penalties(LAMBDA, List.of(LAMBDA), 0, 0),
        new Optimizer(Optimizer.Kind.HEAVY_BALL, MOMENTUM, new LearningRate.Constant(RATE)),
        Precision.FLOAT,
        rows,
        1);
  }

  /** 128 Gaussian samples, their classes in turn. */
  static Batch batch(int inputs) {
    return batch(inputs, ROWS);
  }

  /** Gaussian samples, their classes in turn. */
  static Batch batch(int inputs, int rows) {
    Random random = new Random(1);
    float[] x = new float[rows * inputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] y = new float[rows * CLASSES];
    for (int i = 0; i < rows; i++) {
      y[i * CLASSES + i % CLASSES] = 1;
    }
    return new Batch(rows, x, y);
  }

  /** Prints samples a second, and the ratio to the fastest contender after the first. */
  static void print(Rounds result, int contenders) {
    int peer = result.fastest(1);
    for (int i = 0; i < contenders; i++) {
      System.out.printf(
          "  %-28s %,10.0f   %s%n",
          result.name(i), ROWS * result.median(i), i == peer ? "1" : result.ratio(i, peer));
    }
  }
}
