package org.collapselab.trainer.run;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.collapselab.models.Batch;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Network;
import org.collapselab.models.NetworkState;
import org.collapselab.models.ParameterSpan;
import org.collapselab.models.Penalties;

/**
 * Gradients of a run's mini-batch objective at any of its states, in FP64: a second network takes a
 * step of plain SGD at rate 1 from there, and what the step subtracts is the gradient. Batch norm
 * uses the batch, as in training.
 */
final class GradientProbe implements AutoCloseable {
  private final Network network;
  private final List<LayerInfo> layers;
  private final List<ParameterSpan> spans;

  /**
   * @param objective the batch objective at the state
   * @param gradient in the order of the state's parameters; 0 for running statistics
   */
  record Slope(double objective, double[] gradient) {}

  private GradientProbe(Network network) {
    this.network = network;
    this.layers = network.layers();
    this.spans = network.parameterSpans();
  }

  /** A probe of the objective that the plan's network descends. */
  static GradientProbe of(RunPlan plan) {
    return of(plan, plan.networks().penalties(plan.stepsPerEpoch()));
  }

  /** A probe of the fit alone. */
  static GradientProbe ofFit(RunPlan plan) {
    return of(plan, Penalties.none(plan.config().model().head().depth()));
  }

  private static GradientProbe of(RunPlan plan, Penalties penalties) {
    return new GradientProbe(plan.networks().probe(plan.train().size(), penalties, 1));
  }

  /** At parameters θ, with the λs of a step. */
  Slope at(double[] parameters, long step, Batch batch) {
    NetworkState own = network.state();
    network.restore(
        new NetworkState(step, own.precision(), own.layout(), parameters, own.optimizer()));
    double objective = network.step(batch);
    double[] after = network.state().parameters();
    double[] gradient = new double[parameters.length];
    for (ParameterSpan span : spans) {
      for (int i = span.from(); span.isTrained() && i < span.from() + span.length(); i++) {
        gradient[i] = parameters[i] - after[i];
      }
    }
    return new Slope(objective, gradient);
  }

  /** The layer to which the largest part of a vector belongs. */
  String largest(double[] vector) {
    return layers.stream()
        .max(Comparator.comparingDouble(l -> squaredNorm(vector, span -> span.isOf(l))))
        .orElseThrow()
        .name();
  }

  /**
   * ½Σλ‖W‖_F² at parameters θ.
   *
   * @param share of every λ; decoupled decay c counts as a λ without warm-up
   */
  double weightPenalty(double[] parameters, double share) {
    double sum = 0;
    for (LayerInfo layer : layers) {
      double lambda = share * layer.l2() + layer.decoupledWeightDecay();
      sum += lambda / 2 * squaredNorm(parameters, span -> span.isWeightOf(layer));
    }
    return sum;
  }

  private double squaredNorm(double[] vector, Predicate<ParameterSpan> chosen) {
    return spans.stream().filter(chosen).mapToDouble(span -> span.squaredNorm(vector)).sum();
  }

  @Override
  public void close() {
    network.close();
  }
}
