package org.collapselab.trainer.config;

import java.util.OptionalInt;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Range;

/** The training data, and how they are split and scaled. */
public record DataConfig(
    @Doc("Data set; `california-housing` is regression, the others have ten classes")
        @Default("mnist-10k")
        Set set,
    @Doc("Size per class of a class-balanced training subset; null trains on everything")
        @Default("null")
        @Range(min = 1)
        OptionalInt samplesPerClass,
    @Doc("Fraction held out where the set has no test part")
        @Default("0.1")
        @Range(min = 0, max = 0.9)
        double holdout,
    @Doc("`unit`: inputs in [0, 1]; `standardized`: mean 0, variance 1 over the training part")
        @Default("unit")
        Scaling scaling,
    @Doc(
            "Random changes of training images, drawn again at every step: `crop` shifts by up to 4"
                + " pixels each way, with black beyond the edge; `crop_flip` also mirrors half of them")
        @Default("none")
        Augment augment,
    @Doc("Fraction of the training labels replaced by another class, each equally likely")
        @Default("0.0")
        @Range(min = 0, max = 1)
        double labelNoise) {

  /** The data sets; {@code toString} is the name used in YAML. */
  public enum Set {
    MNIST_10K,
    MNIST,
    FASHION_MNIST,
    FASHION_MNIST_10K,
    CIFAR10,
    CALIFORNIA_HOUSING;

    /** Whether the targets are numbers instead of classes. */
    public boolean isRegression() {
      return this == CALIFORNIA_HOUSING;
    }

    /** Whether mirroring an image changes its meaning. */
    boolean hasDigits() {
      return this == MNIST || this == MNIST_10K;
    }

    @Override
    public String toString() {
      return Keys.lowerCase(name()).replace('_', '-');
    }
  }

  /** How training images vary. */
  public enum Augment {
    NONE,
    CROP,
    CROP_FLIP
  }

  /** How the inputs are scaled. */
  public enum Scaling {
    UNIT,
    STANDARDIZED
  }
}
