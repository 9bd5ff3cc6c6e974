package org.collapselab.trainer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.hooks.CollapseMeter;
import org.collapselab.hooks.HeadView;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.WeightView;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Network;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.reference.EffectiveLambda;
import org.collapselab.trainer.reference.ObjectiveTerms;
import org.collapselab.trainer.store.MetricsLog;
import org.collapselab.trainer.store.MetricsLog.Moment;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** Measures a network on an evaluation set and logs the numbers. */
final class Measurer {

  /** Marks inputs whose class means do not enter the products: the data, and patches. */
  private static final Tap UNTAPPED = new Tap("untapped", Side.POST);

  private final ExperimentConfig config;
  private final Network network;
  private final Taps taps;
  private final TapSelection scheduled;
  private final long stepsPerEpoch;
  private final MetricsLog log;
  private final HeadView head;
  private final Workers workers;
  private final Optional<BatchGradients> gradients;

  Measurer(
      ExperimentConfig config,
      Network network,
      long trainingSamples,
      long stepsPerEpoch,
      MetricsLog log,
      Workers workers) {
    this(config, network, trainingSamples, stepsPerEpoch, log, workers, Optional.empty());
  }

  /**
   * @param gradients measured with the weights at every scheduled measurement
   */
  Measurer(
      ExperimentConfig config,
      Network network,
      long trainingSamples,
      long stepsPerEpoch,
      MetricsLog log,
      Workers workers,
      Optional<BatchGradients> gradients) {
    this.gradients = gradients;
    this.config = config;
    this.network = network;
    this.workers = workers;
    this.taps = Taps.of(network);
    this.scheduled = taps.select(config.measure(), workers);
    this.stepsPerEpoch = stepsPerEpoch;
    this.log = log;
    this.head =
        new HeadView(
            network.layers().stream().filter(LayerInfo::inHead).map(LayerInfo::name).toList(),
            config.regularization().lambdaH(),
            trainingSamples,
            Optional.of(config.loss()));
  }

  /**
   * One scheduled measurement: weights and features on the first set, features on the further ones,
   * at the configured taps, all logged.
   *
   * @return what was measured on each set
   * @throws DivergedException if a weight is not finite
   */
  List<Snapshot> measure(List<EvaluationSet> sets, long step) {
    List<Snapshot> snapshots = new ArrayList<>();
    snapshots.add(measure(sets.get(0), step, scheduled));
    gradients.ifPresent(
        g -> {
          log.add(moment(sets.get(0), step), Snapshot.of(g.at(network)));
          log.flush();
        });
    sets.subList(1, sets.size()).forEach(set -> snapshots.add(measureFurther(set, step)));
    return snapshots;
  }

  /** Weights, and features at {@link Taps#atTheEnd}. */
  Snapshot measureEverything(EvaluationSet set, long step) {
    return measure(
        set, step, TapSelection.exactly(taps.atTheEnd(config), config.measure(), workers));
  }

  /** Features and fit on a further set, at a step whose weights have been measured. */
  private Snapshot measureFurther(EvaluationSet set, long step) {
    Moment moment = moment(set, step);
    Snapshot snapshot = Snapshot.EMPTY;
    if (set.samples().isClassification()) {
      NetworkFeatures features = new NetworkFeatures(network, set, scheduled.taps());
      snapshot = scheduled.meter().measureFeatures(features, head.depth());
      log.add(moment, snapshot);
      log.add(moment, NetworkMetric.FIT, ObjectiveTerms.fit(snapshot, config.loss()));
    } else {
      log.add(moment, NetworkMetric.FIT, RegressionFit.of(network, set));
    }
    log.flush();
    return snapshot;
  }

  private Moment moment(EvaluationSet set, long step) {
    return new Moment(step, (double) step / stepsPerEpoch, set.split());
  }

  private Snapshot measure(EvaluationSet set, long step, TapSelection selected) {
    Moment moment = moment(set, step);
    if (!set.samples().isClassification()) {
      return measureRegression(selected.meter(), set, moment);
    }
    List<WeightView> weights = weights(step);
    List<Tap> wanted = new ArrayList<>(selected.taps());
    weights.forEach(view -> wanted.add(view.input()));
    NetworkFeatures features = new NetworkFeatures(network, set, taps.among(wanted));
    Snapshot snapshot = selected.meter().measure(features, weights, head);
    log.add(moment, snapshot);
    logObjective(moment, snapshot);
    log.flush();
    return snapshot;
  }

  private Snapshot measureRegression(CollapseMeter meter, EvaluationSet set, Moment moment) {
    Snapshot snapshot = meter.measureWeights(weights(moment.step()), head);
    log.add(moment, snapshot);
    log.add(moment, NetworkMetric.FIT, RegressionFit.of(network, set));
    log.add(moment, NetworkMetric.LEARNING_RATE, network.learningRate());
    log.flush();
    return snapshot;
  }

  private void logObjective(Moment moment, Snapshot snapshot) {
    ObjectiveTerms terms =
        ObjectiveTerms.of(
            snapshot, network.layers(), config.loss(), config.regularization().lambdaH());
    log.add(moment, NetworkMetric.FIT, terms.fit());
    log.add(moment, NetworkMetric.PENALTY_HEAD, terms.headPenalty());
    log.add(moment, NetworkMetric.PENALTY_FEATURES, terms.featurePenalty());
    log.add(moment, NetworkMetric.PENALTY_BACKBONE, terms.backbonePenalty());
    log.add(moment, NetworkMetric.DUFM_OBJECTIVE, terms.dufmObjective());
    log.add(moment, NetworkMetric.LEARNING_RATE, network.learningRate());
  }

  private List<WeightView> weights(long step) {
    List<WeightView> views = new ArrayList<>();
    Tap input = UNTAPPED;
    for (LayerInfo layer : network.layers()) {
      if (layer.headIndex() == 1) {
        input = taps.headInput();
      }
      DMatrixRMaj matrix = network.weights(layer.name());
      if (MatrixFeatures_DDRM.hasUncountable(matrix)) {
        throw new DivergedException(step, "the weights of " + layer.name() + " are not finite");
      }
      views.add(new WeightView(layer.name(), matrix, EffectiveLambda.of(config, layer), input));
      boolean feedsNext = layer.inHead() || !config.model().type().isResidual();
      input = feedsNext ? Tap.parse(layer.postTap()) : UNTAPPED;
    }
    return views;
  }
}
