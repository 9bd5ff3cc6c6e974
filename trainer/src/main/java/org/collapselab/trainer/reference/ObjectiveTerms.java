package org.collapselab.trainer.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.collapselab.hooks.Metric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.WeightMetric;
import org.collapselab.hooks.metric.Balance;
import org.collapselab.models.LayerInfo;
import org.collapselab.theory.Loss;

/**
 * The training objective, term by term. The DUFM's share of it is fit + ½Σ_l λ_l‖W_l‖_F² over the
 * head + ½λ_H‖H_1‖_F²; the backbone's penalty lies outside.
 *
 * @param samples the samples on which fit and ‖H_1‖_F² were measured
 * @param fit 1/(2N)‖Z − Y‖_F² or the mean cross-entropy
 * @param headPenalties ½λ_l‖W_l‖_F² for l = 1 … L
 * @param featurePenalty ½λ_H‖H_1‖_F², scaled up to all training samples
 * @param backbonePenalty ½Σλ‖W‖_F² over the backbone
 * @param featuresSquaredNorm ‖H_1‖_F², scaled up to all training samples
 */
public record ObjectiveTerms(
    long samples,
    double fit,
    List<Double> headPenalties,
    double featurePenalty,
    double backbonePenalty,
    double featuresSquaredNorm) {

  public ObjectiveTerms {
    headPenalties = List.copyOf(headPenalties);
  }

  /** Reads the terms off a snapshot. */
  public static ObjectiveTerms of(
      Snapshot snapshot, List<LayerInfo> layers, Loss loss, double lambdaH) {
    List<Double> head = new ArrayList<>();
    double backbone = 0;
    for (LayerInfo layer : layers) {
      double penalty = required(snapshot, layer.name(), Place.WEIGHT, WeightMetric.PENALTY);
      if (layer.inHead()) {
        head.add(penalty);
      } else {
        backbone += penalty;
      }
    }
    double squaredNorm = required(snapshot, "head", Place.HEAD, NetworkMetric.H1_SQUARED_NORM);
    return new ObjectiveTerms(
        snapshot.samples(),
        fit(snapshot, loss),
        head,
        lambdaH / 2 * squaredNorm,
        backbone,
        squaredNorm);
  }

  /** The fit term of a loss. */
  public static double fit(Snapshot snapshot, Loss loss) {
    return required(
        snapshot,
        "head",
        Place.HEAD,
        loss == Loss.MSE ? NetworkMetric.FIT_MSE : NetworkMetric.FIT_CE);
  }

  private static double required(Snapshot snapshot, String layer, Place place, Metric metric) {
    return snapshot
        .value(layer, place, metric)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the snapshot lacks " + metric.label() + " of " + layer));
  }

  /** ½Σ_l λ_l‖W_l‖_F² over the head. */
  public double headPenalty() {
    return headPenalties.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** fit + head + features: what the references predict. */
  public double dufmObjective() {
    return fit + headPenalty() + featurePenalty;
  }

  /** {@link Balance#gap} of the head's energies, and of the features' if λ_H > 0. */
  double balanceGap() {
    DoubleStream features =
        featurePenalty > 0 ? DoubleStream.of(featurePenalty) : DoubleStream.of();
    DoubleStream head = headPenalties.stream().mapToDouble(Double::doubleValue);
    return Balance.gap(DoubleStream.concat(head, features).toArray());
  }
}
