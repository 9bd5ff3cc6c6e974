package org.collapselab.trainer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot.Measurement;
import org.collapselab.hooks.WeightMetric;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Network;
import org.collapselab.models.ParameterSpan;

/**
 * How large the gradients of single mini-batches are, and the bound on the rank of the weights that
 * follows, in FP64.
 *
 * <p>Let g_S = ∇_W of the objective on a mini-batch S of B samples, decay cW included, and ‖g_S‖_F
 * ≤ ε for all S. If two batches differ in one sample, i in place of j, the gradients of the fit at
 * these samples differ by B(g_S − g_S′), hence by at most 2Bε. So cW, which is g_S less the mean of
 * B such gradients, is within (2B − 1)ε of minus any one of them. For a fully connected layer that
 * one has rank one: it is the outer product of the layer's error and its input. Hence the distance
 * of W from rank one, and all the more from rank two, is at most 2Bε/c; [C], theorem 2.6, states it
 * for rank two. Measured over some of the mini-batches, ε is too small if anything, and so is the
 * bound.
 */
final class BatchGradients implements AutoCloseable {
  private final GradientProbe probe;
  private final BatchFeed feed;
  private final long totalSteps;
  private final int batches;
  private final int batchSize;

  private BatchGradients(RunPlan plan) {
    this.probe = GradientProbe.of(plan);
    this.feed = plan.feed();
    this.totalSteps = plan.totalSteps();
    this.batches = plan.config().measure().batchGradients();
    this.batchSize = plan.config().train().batchSize();
  }

  /** For the mini-batches that {@code measure.batch_gradients} asks for; empty if for none. */
  static Optional<BatchGradients> of(RunPlan plan) {
    return plan.config().measure().batchGradients() == 0
        ? Optional.empty()
        : Optional.of(new BatchGradients(plan));
  }

  /**
   * ε and the bound for every layer.
   *
   * @param network at the step whose batch is the first of those looked at
   */
  List<Measurement> at(Network network) {
    double[] parameters = network.state().parameters();
    List<ParameterSpan> spans = network.parameterSpans();
    List<LayerInfo> layers = network.layers();
    double[] largest = new double[layers.size()];
    for (int i = 0; i < batches; i++) {
      // After the last step every λ has its full value.
      double[] gradient =
          probe.at(parameters, totalSteps, feed.batch(network.steps() + i)).gradient();
      for (int l = 0; l < largest.length; l++) {
        largest[l] = Math.max(largest[l], norm(gradient, layers.get(l), spans));
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    for (int l = 0; l < largest.length; l++) {
      LayerInfo layer = layers.get(l);
      add(measurements, layer, largest[l], norm(parameters, layer, spans));
    }
    return measurements;
  }

  private static double norm(double[] vector, LayerInfo layer, List<ParameterSpan> spans) {
    double squared =
        spans.stream()
            .filter(span -> span.isWeightOf(layer))
            .mapToDouble(span -> span.squaredNorm(vector))
            .sum();
    return Math.sqrt(squared);
  }

  private void add(List<Measurement> measurements, LayerInfo layer, double epsilon, double norm) {
    measurements.add(measurement(layer, WeightMetric.BATCH_GRADIENT_MAX, epsilon));
    double decay = layer.l2() + layer.decoupledWeightDecay();
    if (decay > 0) {
      double bound = 2 * batchSize * epsilon / (decay * norm);
      measurements.add(measurement(layer, WeightMetric.RANK2_BOUND, bound));
    }
  }

  private static Measurement measurement(LayerInfo layer, WeightMetric metric, double value) {
    return new Measurement(layer.name(), Place.WEIGHT, metric, value);
  }

  @Override
  public void close() {
    probe.close();
  }
}
