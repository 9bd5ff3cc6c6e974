package org.collapselab.models.torch;

import java.util.List;
import java.util.Random;
import org.collapselab.models.Architecture;
import org.collapselab.models.Batch;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.models.LearningRate;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.Network;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Penalties;
import org.collapselab.models.Precision;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.Shortcut;
import org.collapselab.models.TrainingSpec;
import org.collapselab.models.Warmup;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;

/** Networks small enough to be trained in both engines within a test. */
final class Cases {
  static final int CLASSES = 3;

  /**
   * A power of two, as are the sides of the images: where B·H·W is none, the other engine's FP64
   * gradient of batch norm is off by 10⁻⁹, as if it took 1/(B·H·W) in single precision.
   */
  private static final int ROWS = 16;

  private static final int SIDE = 8;

  private Cases() {}

  /** A head of two layers without biases on a backbone with them; H_1 is linear. */
  static MlpSpec mlp() {
    return new MlpSpec(5, List.of(9, 8, 7), CLASSES, Activation.RELU, true, false, 2, true, 1);
  }

  /** Two stages, the second of which changes the shape; a head of two layers. */
  static ResNetSpec resNet(Shortcut shortcut) {
    return new ResNetSpec(2, SIDE, SIDE, List.of(4, 6), 2, shortcut, List.of(5), CLASSES, true, 1);
  }

  /** Every term of the objective with a warm-up, and a rate that changes from step to step. */
  static TrainingSpec training(Loss loss, Optimizer.Kind kind, Precision precision) {
    Penalties penalties = new Penalties(3e-3, List.of(2e-3, 4e-3), 1e-4, 5e-3, new Warmup(2, 3));
    double momentum = kind == Optimizer.Kind.SGD ? 0 : 0.9;
    LearningRate rate = new LearningRate.Cosine(0.05, 30, 0.1);
    return new TrainingSpec(loss, penalties, new Optimizer(kind, momentum, rate), precision, 90, 7);
  }

  static TrainingSpec heavyBall(Precision precision) {
    return training(Loss.MSE, Optimizer.Kind.HEAVY_BALL, precision);
  }

  static Network dl4j(Architecture architecture, TrainingSpec training) {
    return Engines.of(EngineName.DL4J).network(architecture, training);
  }

  static Network torch(Architecture architecture, TrainingSpec training) {
    return Engines.of(EngineName.LIBTORCH).network(architecture, training);
  }

  static Batch batch(Architecture architecture, long seed) {
    int inputs = architecture instanceof ResNetSpec resNet ? resNet.channels() * SIDE * SIDE : 5;
    Random random = new Random(seed);
    float[] x = new float[ROWS * inputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] y = new float[ROWS * CLASSES];
    for (int i = 0; i < ROWS; i++) {
      y[i * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    return new Batch(ROWS, x, y);
  }

  /** Takes steps number {@code from} to {@code to} − 1, each on a batch of its own. */
  static void train(Network network, Architecture architecture, int from, int to) {
    for (int step = from; step < to; step++) {
      network.step(batch(architecture, step));
    }
  }
}
