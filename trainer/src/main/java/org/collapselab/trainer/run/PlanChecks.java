package org.collapselab.trainer.run;

import java.util.List;
import java.util.Optional;
import org.collapselab.datasets.Catalog;
import org.collapselab.datasets.Samples;
import org.collapselab.datasets.Shape;
import org.collapselab.datasets.Split;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.TapMetrics;
import org.collapselab.models.Architecture;
import org.collapselab.models.Engines;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Penalties;
import org.collapselab.trainer.config.CollectConfig;
import org.collapselab.trainer.config.DataConfig;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.ExperimentTrial;
import org.collapselab.trainer.config.TrainConfig.Until;
import org.collapselab.trainer.expect.RunExpectation;
import org.collapselab.trainer.store.LastHidden;
import org.collapselab.trainer.store.Splits;

/**
 * Checks the layers, taps and splits that a configuration names, with the layers that its network
 * will have. Needs no data: of files that it does not know it takes images of ten classes, and what
 * their own shape and classes change is checked when they are opened.
 */
public final class PlanChecks {
  /** Layers of the same names for files that have not been read, and K with every metric. */
  private static final Shape SOME_IMAGE = new Shape(3, 32, 32);

  private static final int SOME_CLASSES = 10;

  private static final List<String> TAPS = List.of("pre", "post", "weight");

  private final ExperimentConfig config;
  private final Taps taps;
  private final List<String> weightLayers;
  private final int classes;
  private final boolean hasTest;

  /**
   * @param classes K, 0 for regression
   * @param hasTest whether there are samples for testing, as far as is known
   */
  PlanChecks(ExperimentConfig config, Architecture model, int classes, boolean hasTest) {
    this.config = config;
    this.taps = Taps.of(model);
    this.weightLayers =
        model.layers(Penalties.none(model.headDepth())).stream().map(LayerInfo::name).toList();
    this.classes = classes;
    this.hasTest = hasTest;
  }

  private static PlanChecks of(ExperimentConfig config) {
    DataConfig data = config.data();
    int classes = data.classes().isEmpty() ? allClasses(data) : data.classes().size();
    return of(config, shape(data), classes, true);
  }

  private static PlanChecks of(ExperimentConfig config, Shape shape, int classes, boolean hasTest) {
    Engines.of(config.engine().name());
    int outputs = Math.max(1, classes); // 1 for regression
    Architecture model = new NetworkFactory(config, shape, outputs).model();
    return new PlanChecks(config, model, classes, hasTest);
  }

  private static int allClasses(DataConfig data) {
    return data.isRegression() ? 0 : data.knownClasses().orElse(SOME_CLASSES);
  }

  private static Shape shape(DataConfig data) {
    return switch (data.set()) {
      case FILE -> SOME_IMAGE;
      case GAUSSIAN_MIXTURE -> Shape.vector(data.mixture().dimension());
      case MNIST_10K, MNIST, FASHION_MNIST, FASHION_MNIST_10K, CIFAR10, CALIFORNIA_HOUSING ->
          Catalog.get(data.set().toString()).shape();
    };
  }

  /**
   * Checks {@code engine.name}, {@code measure.taps}, {@code train.until} and the places in {@code
   * expect}.
   *
   * @throws org.collapselab.models.EngineException if this build does not have the engine
   * @throws IllegalArgumentException if a pattern matches no tap, or something is asked for that is
   *     not measured, naming what is
   */
  public static void require(ExperimentConfig config) {
    of(config).run();
  }

  /** As {@link #require(ExperimentConfig)}, for data that have been opened. */
  static void require(ExperimentConfig config, Split data) {
    Samples train = data.train();
    of(config, train.shape(), train.numClasses(), data.test().size() > 0).run();
  }

  /**
   * Checks the experiment of a trial, and the places in {@code collect}.
   *
   * @throws IllegalArgumentException as {@link #require(ExperimentConfig)}
   */
  public static void require(ExperimentTrial trial) {
    PlanChecks checks = of(trial.experiment());
    MeasuredPlaces places = checks.run();
    for (int i = 0; i < trial.collect().size(); i++) {
      requireCollected(trial.collect().get(i), "collect[%d]".formatted(i), places);
    }
  }

  MeasuredPlaces run() {
    List<Tap> measured = measuredTaps();
    config.train().until().ifPresent(until -> requireMeasured(until, measured));
    MeasuredPlaces places = new MeasuredPlaces(config, taps, weightLayers, measured, hasTest);
    for (String text : config.expect()) {
      RunExpectation expectation = RunExpectation.parse(text);
      requireThere("expect: " + text, places.missing(expectation.place(), expectation.split()));
    }
    return places;
  }

  private static void requireThere(String asked, Optional<String> missing) {
    missing.ifPresent(
        why -> {
          throw new IllegalArgumentException(asked + ": " + why);
        });
  }

  private static void requireCollected(CollectConfig wanted, String path, MeasuredPlaces places) {
    boolean isLast = wanted.layer().equals(LastHidden.WORD);
    if (!isLast && wanted.layer().isEmpty() != wanted.tap().isEmpty()) {
      throw new IllegalArgumentException(
          "%s: a layer needs a tap and a tap a layer; expected one of %s for tap, or neither for"
                  .formatted(path, String.join(", ", TAPS))
              + " numbers about the whole network");
    }
    if (!wanted.tap().isEmpty() && !TAPS.contains(wanted.tap())) {
      throw new IllegalArgumentException(
          "%s.tap: no tap named %s; expected one of %s"
              .formatted(path, wanted.tap(), String.join(", ", TAPS)));
    }
    Optional<String> place = place(wanted, places);
    requireThere(path, places.missing(place, split(wanted.split(), path + ".split")));
    if (!wanted.minus().isEmpty()) {
      requireThere(path, places.missing(place, split(wanted.minus(), path + ".minus")));
    }
  }

  private static Optional<String> place(CollectConfig wanted, MeasuredPlaces places) {
    if (wanted.layer().isEmpty()) {
      return Optional.empty();
    }
    boolean isLast = wanted.layer().equals(LastHidden.WORD);
    if (isLast && wanted.tap().isEmpty()) {
      return Optional.of(places.lastTap());
    }
    return Optional.of((isLast ? places.lastLayer() : wanted.layer()) + ":" + wanted.tap());
  }

  private static Optional<String> split(String name, String path) {
    if (!Splits.ALL.contains(name)) {
      throw new IllegalArgumentException(
          "%s: no split named %s; expected one of %s"
              .formatted(path, name, String.join(", ", Splits.ALL)));
    }
    return Optional.of(name);
  }

  private List<Tap> measuredTaps() {
    try {
      return taps.select(config.measure()).taps();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("measure.taps: " + e.getMessage(), e);
    }
  }

  private void requireMeasured(Until until, List<Tap> measured) {
    if (classes == 0) {
      throw new IllegalArgumentException(
          "train.until: %s has no classes, so there is no %s to wait for; use null"
              .formatted(config.data().set(), until.metric()));
    }
    Tap tap = new UntilReached(config.train().until(), taps).tap(until);
    if (!measured.contains(tap)) {
      throw new IllegalArgumentException(
          "train.until: %s is not among the taps that measure.taps = %s selects: %s"
              .formatted(tap, config.measure().taps(), measured));
    }
    List<String> metrics = TapMetrics.names(classes);
    if (!metrics.contains(until.metric())) {
      throw new IllegalArgumentException(
          "train.until.metric: no metric named %s; there are %s"
              .formatted(until.metric(), metrics));
    }
  }
}
