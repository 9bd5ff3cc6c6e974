package org.collapselab.models;

import java.util.List;
import java.util.Random;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;

/** Networks and batches small enough to be followed by hand. */
final class SmallNetworks {
  static final int CLASSES = 3;
  private static final int INPUTS = 4;

  private SmallNetworks() {}

  /** A residual network for other images. */
  static ResNetSpec withImages(ResNetSpec spec, int channels, int height, int width) {
    return new ResNetSpec(
        channels,
        height,
        width,
        spec.widths(),
        spec.blocksPerStage(),
        spec.shortcut(),
        spec.headWidths(),
        spec.headActivation(),
        spec.outputs(),
        spec.headBias(),
        spec.initGain());
  }

  /** A residual network with another head, with biases. */
  static ResNetSpec withHead(ResNetSpec spec, List<Integer> headWidths) {
    return new ResNetSpec(
        spec.channels(),
        spec.height(),
        spec.width(),
        spec.widths(),
        spec.blocksPerStage(),
        spec.shortcut(),
        headWidths,
        spec.outputs(),
        true,
        spec.initGain());
  }

  static MlpSpec mlp(Activation activation, boolean bias, int headDepth, boolean linearInput) {
    return mlp(activation, activation, bias, headDepth, linearInput);
  }

  static MlpSpec mlp(
      Activation activation,
      Activation headActivation,
      boolean bias,
      int headDepth,
      boolean linearInput) {
    List<Integer> hidden = List.of(6, 5, 4);
    return new MlpSpec(
        INPUTS,
        hidden,
        CLASSES,
        activation,
        headActivation,
        bias,
        bias,
        headDepth,
        linearInput,
        1.0);
  }

  static TrainingSpec training(Loss loss, Penalties penalties, Optimizer optimizer) {
    return new TrainingSpec(loss, penalties, optimizer, Precision.DOUBLE, 90, 7);
  }

  static Optimizer sgd(double rate) {
    return new Optimizer(Optimizer.Kind.SGD, 0, new LearningRate.Constant(rate));
  }

  static Batch batch(int rows, long seed) {
    Random random = new Random(seed);
    float[] x = new float[rows * INPUTS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] y = new float[rows * CLASSES];
    for (int i = 0; i < rows; i++) {
      y[i * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    return new Batch(rows, x, y);
  }

  static double[] sample(Batch batch, int row) {
    double[] x = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      x[i] = batch.inputs()[row * INPUTS + i];
    }
    return x;
  }
}
