package org.collapselab.trainer.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.collapselab.datasets.Catalog;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** The training data, and how they are split and scaled. */
public record DataConfig(
    @Doc(
            "Data set; `file` is data of your own and `gaussian-mixture` is generated, see data.md;"
                + " `california-housing` is regression, the others have ten classes")
        @Default("mnist-10k")
        Set set,
    @Doc(
            "For `file`: the file or folder; in a YAML file relative to the folder of that file, on the"
                + " command line to the working directory")
        @Default("\"\"")
        String path,
    @Doc("For `file`: how it is read") FileConfig file,
    @Doc("For `gaussian-mixture`: what is generated") MixtureConfig mixture,
    @Doc(
            "Labels of the classes to keep, for example `[0, 1, 7]`; the first becomes class 0, and so"
                + " on; [] keeps all")
        @Default("[]")
        @Range(min = 0, max = 1e6)
        @Size(max = 1000)
        List<Integer> classes,
    @Doc("Size per class of a class-balanced training subset; null trains on everything")
        @Default("null")
        @Range(min = 1)
        OptionalInt samplesPerClass,
    @Doc(
            "Makes the training classes unequal, from the size n of the smallest one, or"
                + " `samples_per_class`; null leaves them as they are")
        @Default("null")
        Optional<Imbalance> imbalance,
    @Doc("Fraction held out where the set has no test part; 0 for none is for `file` alone")
        @Default("0.1")
        @Range(min = 0, max = 0.99)
        double holdout,
    @Doc(
            "`unit`: inputs in [0, 1], bytes over 255; `standardized`: mean 0, variance 1 of every"
                + " channel over the training part; `raw`: as stored. For `file` the default is"
                + " `standardized`, for `gaussian-mixture` `raw`")
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

  public DataConfig {
    classes = List.copyOf(classes);
  }

  /** Whether the targets are numbers instead of classes. */
  public boolean isRegression() {
    return set == Set.CALIFORNIA_HOUSING
        || (set == Set.FILE && file.target() == FileConfig.Target.NUMBERS);
  }

  /** K of the whole set, if it is known without the data; 0 for regression. */
  public OptionalInt knownClasses() {
    return switch (set) {
      case FILE -> OptionalInt.empty();
      case GAUSSIAN_MIXTURE -> OptionalInt.of(mixture.classes());
      case MNIST_10K, MNIST, FASHION_MNIST, FASHION_MNIST_10K, CIFAR10, CALIFORNIA_HOUSING ->
          OptionalInt.of(Catalog.get(set.toString()).numClasses());
    };
  }

  /** Whether it is known without the data that they are no images. */
  boolean isTable() {
    return set == Set.CALIFORNIA_HOUSING || set == Set.GAUSSIAN_MIXTURE;
  }

  /** A short name for people: that of the set, or of the file. */
  public String label() {
    Path name = set == Set.FILE ? Path.of(path).getFileName() : null;
    return name == null ? set.toString() : "%s %s".formatted(set, name);
  }

  /** The data sets; {@code toString} is the name used in YAML. */
  public enum Set {
    MNIST_10K,
    MNIST,
    FASHION_MNIST,
    FASHION_MNIST_10K,
    CIFAR10,
    CALIFORNIA_HOUSING,
    FILE,
    GAUSSIAN_MIXTURE;

    /** Whether it is in the catalogue of data sets. */
    public boolean isInCatalog() {
      return this != FILE && this != GAUSSIAN_MIXTURE;
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

  /** How the sizes of the classes fall off. */
  public record Imbalance(
      @Doc("Size of the smallest class over that of the largest, in (0, 1]")
          @Range(min = 0, exclusiveMin = true, max = 1)
          double ratio,
      @Doc(
              "`exp`: class c of K has n·ratio^{c/(K−1)} samples, a long tail; `step`: the last ⌊K/2⌋"
                  + " classes have n·ratio, the others n")
          @Default("exp")
          Type type) {
    /** The shapes. */
    public enum Type {
      EXP,
      STEP
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
    STANDARDIZED,
    RAW
  }
}
