package org.collapselab.hooks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collapselab.hooks.metric.Balance;
import org.collapselab.hooks.metric.Fit;
import org.collapselab.hooks.metric.WithinScatter;
import org.collapselab.theory.parallel.Workers;

/**
 * Measures deep neural collapse on a network: features at the selected taps, weights, and the head.
 * The metrics and their degenerate cases are defined in {@link org.collapselab.hooks.metric}.
 */
public final class CollapseMeter {
  private static final String HEAD = "head";

  private final MeterConfig config;
  private final Workers workers;

  /** A meter that works on the calling thread alone. */
  public CollapseMeter(MeterConfig config) {
    this(config, Workers.alone());
  }

  /**
   * @param workers share the taps and matrices; the numbers do not depend on how many there are
   */
  public CollapseMeter(MeterConfig config, Workers workers) {
    this.config = config;
    this.workers = workers;
  }

  /**
   * Measures features, weights and head; streams the source twice.
   *
   * @throws IllegalArgumentException if a tap pattern matches nothing, a head layer has not exactly
   *     one weight matrix, or λ_H &gt; 0 while the source has no tap on H_1
   * @throws IllegalStateException if a class has no sample, the features are not finite, or the
   *     source sends other samples the second time
   */
  public Snapshot measure(FeatureSource source, List<WeightView> weights, HeadView head) {
    Tap h1 = requireHead(weights, head).input();
    List<Tap> selected = TapPattern.select(config.taps(), source.taps());
    requireFeatures(source, h1, head);
    TwoPasses.Result result =
        new TwoPasses(source, needed(source, selected, weights), workers).run();
    SnapshotBuilder snapshot = new SnapshotBuilder(config.rankTolerance(), head.depth());
    reportTaps(selected, result, snapshot);
    List<Double> energies = reportWeights(weights, head, result.scatters(), snapshot);
    if (result.scatters().containsKey(h1)) {
      double energy = reportFeatures(result.scatters().get(h1), head, snapshot);
      if (head.lambdaH() > 0) {
        energies.add(energy);
      }
    }
    reportBalance(energies, snapshot);
    new RankK(source.classes(), snapshot).report(weights, head, result);
    result.fit().ifPresent(fit -> reportFit(fit, snapshot));
    return snapshot.build(result.samples());
  }

  /**
   * Measures features and fit alone, for further samples at a step whose weights are measured
   * already; streams the source twice.
   *
   * @param headDepth L, for the Schatten-2/L measure of the class means
   * @throws IllegalArgumentException if a tap pattern matches nothing
   * @throws IllegalStateException as {@link #measure}
   */
  public Snapshot measureFeatures(FeatureSource source, int headDepth) {
    List<Tap> selected = TapPattern.select(config.taps(), source.taps());
    TwoPasses.Result result = new TwoPasses(source, selected, workers).run();
    SnapshotBuilder snapshot = new SnapshotBuilder(config.rankTolerance(), headDepth);
    reportTaps(selected, result, snapshot);
    result.fit().ifPresent(fit -> reportFit(fit, snapshot));
    return snapshot.build(result.samples());
  }

  /** Measures weights and their balance alone, for tasks without classes; λ_H plays no part. */
  public Snapshot measureWeights(List<WeightView> weights, HeadView head) {
    SnapshotBuilder snapshot = new SnapshotBuilder(config.rankTolerance(), head.depth());
    requireHead(weights, head);
    reportBalance(reportWeights(weights, head, Map.of(), snapshot), snapshot);
    return snapshot.build(0);
  }

  private void reportTaps(List<Tap> selected, TwoPasses.Result result, SnapshotBuilder snapshot) {
    List<SnapshotBuilder> parts =
        workers.map(
            selected.size(),
            i -> {
              SnapshotBuilder part = snapshot.part();
              Tap tap = selected.get(i);
              new TapReport(tap, part).report(result.scatters().get(tap), config.pinvCutoff());
              return part;
            });
    parts.forEach(snapshot::add);
  }

  /** Checks that each head layer has weights, one matrix each, and returns those of the first. */
  private static WeightView requireHead(List<WeightView> weights, HeadView head) {
    List<String> given = weights.stream().map(WeightView::layer).toList();
    for (String layer : head.layers()) {
      if (Collections.frequency(given, layer) != 1) {
        throw new IllegalArgumentException(
            "head layer '%s' needs exactly one weight matrix; got those of %s"
                .formatted(layer, given));
      }
    }
    return weights.get(given.indexOf(head.layers().get(0)));
  }

  private static void requireFeatures(FeatureSource source, Tap h1, HeadView head) {
    if (head.lambdaH() > 0 && !source.taps().contains(h1)) {
      throw new IllegalArgumentException(
          "lambdaH = %s needs H_1 at %s, but the source has only %s"
              .formatted(head.lambdaH(), h1, source.taps()));
    }
  }

  private static List<Tap> needed(
      FeatureSource source, List<Tap> selected, List<WeightView> weights) {
    Set<Tap> wanted = new LinkedHashSet<>(selected);
    weights.forEach(view -> wanted.add(view.input()));
    return source.taps().stream().filter(wanted::contains).toList();
  }

  /** Reports all weights and returns the energies of the head's. */
  private List<Double> reportWeights(
      List<WeightView> weights,
      HeadView head,
      Map<Tap, WithinScatter> scatters,
      SnapshotBuilder snapshot) {
    String last = head.layers().get(head.depth() - 1);
    double[] all = new double[weights.size()];
    List<SnapshotBuilder> parts =
        workers.map(
            all.length,
            i -> {
              SnapshotBuilder part = snapshot.part();
              WeightView view = weights.get(i);
              WeightReport report = new WeightReport(view, part);
              all[i] = report.report();
              report.reportAlignment(scatters, config.rankTolerance(), view.layer().equals(last));
              return part;
            });
    parts.forEach(snapshot::add);
    List<Double> energies = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      if (head.layers().contains(weights.get(i).layer())) {
        energies.add(all[i]);
      }
    }
    return energies;
  }

  /** Reports ‖H_1‖_F² scaled up to all training samples, and returns λ_H times it. */
  private static double reportFeatures(
      WithinScatter scatter, HeadView head, SnapshotBuilder snapshot) {
    double scale = (double) head.trainingSamples() / scatter.samples();
    double squaredNorm = scale * scatter.squaredNorm();
    double energy = head.lambdaH() * squaredNorm;
    snapshot.add(HEAD, Place.HEAD, NetworkMetric.H1_SQUARED_NORM, squaredNorm);
    snapshot.add(HEAD, Place.HEAD, NetworkMetric.PENALTY_H1, energy / 2);
    return energy;
  }

  private static void reportBalance(List<Double> energies, SnapshotBuilder snapshot) {
    double[] values = energies.stream().mapToDouble(Double::doubleValue).toArray();
    snapshot.add(HEAD, Place.HEAD, NetworkMetric.BALANCE_GAP, Balance.gap(values));
  }

  private static void reportFit(Fit fit, SnapshotBuilder snapshot) {
    snapshot.add(HEAD, Place.HEAD, NetworkMetric.FIT_MSE, fit.meanSquaredError());
    snapshot.add(HEAD, Place.HEAD, NetworkMetric.FIT_CE, fit.crossEntropy());
    snapshot.add(HEAD, Place.HEAD, NetworkMetric.ACCURACY, fit.accuracy());
  }
}
