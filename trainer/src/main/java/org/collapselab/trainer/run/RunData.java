package org.collapselab.trainer.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.collapselab.datasets.Catalog;
import org.collapselab.datasets.CatalogEntry;
import org.collapselab.datasets.DataHome;
import org.collapselab.datasets.DataSource;
import org.collapselab.datasets.DataSpec;
import org.collapselab.datasets.Imbalance;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.Samples;
import org.collapselab.datasets.Scaling;
import org.collapselab.datasets.own.FileSpec;
import org.collapselab.datasets.own.OwnFiles;
import org.collapselab.trainer.config.DataConfig;
import org.collapselab.trainer.config.DataConfig.Augment;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.FileConfig;

/** Opens the data that a configuration names, and checks that they fit the other keys. */
final class RunData {
  private final ExperimentConfig config;
  private final DataConfig data;

  private RunData(ExperimentConfig config) {
    this.config = config;
    this.data = config.data();
  }

  /**
   * Opens the data.
   *
   * @throws org.collapselab.datasets.DataException if they cannot be read
   * @throws IllegalArgumentException if they do not fit the configuration, naming the key
   */
  static DataSource open(ExperimentConfig config, DataHome home) {
    RunData run = new RunData(config);
    return switch (config.data().set()) {
      case FILE -> run.open(OwnFiles.read(fileSpec(config.data())));
      case GAUSSIAN_MIXTURE -> run.open(config.data().mixture().mixture().generate());
      case MNIST_10K, MNIST, FASHION_MNIST, FASHION_MNIST_10K, CIFAR10, CALIFORNIA_HOUSING ->
          run.open(Catalog.get(config.data().set().toString()), home);
    };
  }

  private DataSource open(CatalogEntry set, DataHome home) {
    OptionalInt holdout = set.hasTestPart() ? OptionalInt.empty() : OptionalInt.of(holdout(set));
    return DataSource.open(spec(set.name(), holdout), home);
  }

  /** The nearest number of samples that divides equally among the classes. */
  private int holdout(CatalogEntry set) {
    int classes = Math.max(1, set.numClasses());
    return classes * (int) Math.round(data.holdout() * set.trainSize() / classes);
  }

  private DataSource open(OwnData own) {
    if (data.scaling() == DataConfig.Scaling.UNIT && !own.train().hasBytes()) {
      throw new IllegalArgumentException(
          "data.scaling: unit divides bytes by 255, and these samples are not bytes; use standardized or raw");
    }
    DataSource source = DataSource.open(spec(own.name(), OptionalInt.empty()), own, data.holdout());
    requireImages(source.split().train());
    requireEveryClass(source.split().test());
    return source;
  }

  private DataSpec spec(String name, OptionalInt holdout) {
    return new DataSpec(
        name,
        data.classes(),
        data.samplesPerClass(),
        data.imbalance().map(RunData::imbalance),
        holdout,
        config.seed(),
        Scaling.valueOf(data.scaling().name()),
        data.labelNoise());
  }

  private static Imbalance imbalance(DataConfig.Imbalance imbalance) {
    return new Imbalance(Imbalance.Type.valueOf(imbalance.type().name()), imbalance.ratio());
  }

  private static FileSpec fileSpec(DataConfig data) {
    FileConfig file = data.file();
    return new FileSpec(
        Path.of(data.path()),
        data.isRegression(),
        new FileSpec.Arrays(
            file.x(),
            file.y(),
            file.xTest(),
            file.yTest(),
            FileSpec.Channels.valueOf(file.channels().name())),
        new FileSpec.Table(
            file.label(), file.ignore(), file.header(), file.separator().character()),
        file.classNames());
  }

  private void requireImages(Samples train) {
    boolean images = train.shape().area() > 1;
    if (config.model().type().isResidual() && !images) {
      throw new IllegalArgumentException(
          "model.type: residual networks take images, and these samples are %d numbers; use mlp"
              .formatted(train.dim()));
    }
    if (data.augment() != Augment.NONE && !(images && train.hasBytes())) {
      throw new IllegalArgumentException(
          "data.augment: only for images of bytes; use none for these samples");
    }
  }

  private void requireEveryClass(Samples test) {
    Optional<String> missing = missingClass(test);
    if (config.measure().test() && test.size() > 0 && missing.isPresent()) {
      throw new IllegalArgumentException(
          "measure.test: the test part has no sample of class %s; add some, leave the class out with data.classes, or use false"
              .formatted(missing.get()));
    }
  }

  private static Optional<String> missingClass(Samples samples) {
    int[] counts = samples.classCounts();
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] == 0) {
        return Optional.of(samples.classNames().get(label));
      }
    }
    return Optional.empty();
  }
}
