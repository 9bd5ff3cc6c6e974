package org.collapselab.trainer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.collapselab.datasets.Augmentation;
import org.collapselab.datasets.BatchOrder;
import org.collapselab.datasets.DataHome;
import org.collapselab.datasets.DataSource;
import org.collapselab.datasets.EpochOrder;
import org.collapselab.datasets.Samples;
import org.collapselab.hooks.MeasureSchedule;
import org.collapselab.hooks.Tap;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.MeasureConfig;
import org.collapselab.trainer.config.OptimizerConfig;
import org.collapselab.trainer.store.LastHidden;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.Splits;

/**
 * A configuration together with its data: the training samples, the number of steps, when and on
 * which samples the run measures, and the threads that share its work.
 */
public final class RunPlan {
  private final ExperimentConfig config;
  private final DataSource data;
  private final BatchOrder order;
  private final Workers workers;

  private RunPlan(ExperimentConfig config, DataSource data, Workers workers) {
    this.config = config;
    this.data = data;
    this.workers = workers;
    int size = data.split().train().size();
    this.order =
        new BatchOrder(
            new EpochOrder(size, config.seed()), Math.min(size, config.train().batchSize()), false);
  }

  /**
   * Checks the names in the configuration, and opens the data.
   *
   * @throws IllegalArgumentException if data or layers do not fit the configuration
   */
  public static RunPlan of(ExperimentConfig config, DataHome home) {
    PlanChecks.require(config);
    RunPlan plan = forMeasuring(config, home);
    plan.requireFits(config);
    return plan;
  }

  /**
   * Checks a configuration against the data of this plan.
   *
   * @throws IllegalArgumentException if they do not fit it
   */
  public void requireFits(ExperimentConfig other) {
    PlanChecks.require(other, data.split());
    if (other.train().batchSize() > train().size()) {
      throw new IllegalArgumentException(
          "train.batch_size: %d is out of range; expected 1 to the %d training samples"
              .formatted(other.train().batchSize(), train().size()));
    }
  }

  /** Only opens the data, for models that the configuration does not describe. */
  public static RunPlan forMeasuring(ExperimentConfig config, DataHome home) {
    return new RunPlan(config, RunData.open(config, home), Workers.alone());
  }

  /** The same data under another step rule or rate. */
  RunPlan withOptimizer(OptimizerConfig optimizer) {
    return new RunPlan(config.withOptimizer(optimizer), data, workers);
  }

  /** The same plan, carried out by these threads; no number depends on how many there are. */
  public RunPlan with(Workers others) {
    return new RunPlan(config, data, others);
  }

  /** The threads that share the work; the calling one alone unless others were given. */
  Workers workers() {
    return workers;
  }

  public ExperimentConfig config() {
    return config;
  }

  public DataSource data() {
    return data;
  }

  /** The training samples. */
  public Samples train() {
    return data.split().train();
  }

  public long stepsPerEpoch() {
    return order.batchesPerEpoch();
  }

  public long totalSteps() {
    return config.train().epochs() * stepsPerEpoch();
  }

  /** Builds networks that fit the data. */
  public NetworkFactory networks() {
    return new NetworkFactory(config, train().shape(), BatchFeed.outputs(train()), workers);
  }

  /** The taps that {@code measure.taps} selects. */
  public List<Tap> measuredTaps() {
    return Taps.of(networks().model()).select(config.measure()).taps();
  }

  /** The layer that {@code last} stands for in the configuration. */
  public LastHidden lastHidden() {
    Tap tap = Taps.of(networks().model()).lastHidden();
    return new LastHidden(LayerTap.of(tap.toString()));
  }

  BatchFeed feed() {
    return new BatchFeed(train(), order, augmentation());
  }

  private Optional<Augmentation> augmentation() {
    return switch (config.data().augment()) {
      case NONE -> Optional.empty();
      case CROP -> Optional.of(new Augmentation(false, config.seed()));
      case CROP_FLIP -> Optional.of(new Augmentation(true, config.seed()));
    };
  }

  /** When measurements are taken. */
  public MeasureSchedule schedule() {
    MeasureConfig.Schedule schedule = config.measure().schedule();
    return switch (schedule.type()) {
      case LOG -> MeasureSchedule.logSpaced(schedule.count(), totalSteps());
      case STEPS -> MeasureSchedule.everySteps(schedule.every().orElseThrow(), totalSteps());
      case EPOCHS ->
          MeasureSchedule.everyEpochs(
              schedule.every().orElseThrow(), stepsPerEpoch(), totalSteps());
    };
  }

  /** The steps whose checkpoints are kept, if {@code checkpoint.log_spaced} is not 0. */
  MeasureSchedule lastingCheckpoints() {
    return MeasureSchedule.logSpaced(
        Math.max(2, config.checkpoint().logSpaced()) + 1, totalSteps());
  }

  /** The samples that measurements over training are taken on, in words. */
  public String followedOn() {
    return evaluationSets().get(0).label();
  }

  /** What measurements are taken on: the training subset first, then the test part if asked for. */
  List<EvaluationSet> evaluationSets() {
    OptionalInt limit = config.measure().samples();
    List<EvaluationSet> sets = new ArrayList<>();
    sets.add(EvaluationSet.of(Splits.TRAIN, train(), limit, config.seed()));
    Samples test = data.split().test();
    if (config.measure().test() && test.size() > 0) {
      sets.add(EvaluationSet.of(Splits.TEST, test, limit, config.seed()));
    }
    return sets;
  }
}
