package org.collapselab.trainer.run;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.models.Batch;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.LearningRate;
import org.collapselab.models.Network;
import org.collapselab.models.NetworkState;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Precision;

/**
 * Gradients of a run's mini-batch objective at any of its states, in FP64: a second network takes a
 * step of plain SGD at rate 1 from there, and what the step subtracts is the gradient. Batch norm
 * uses the batch, as in training.
 */
final class GradientProbe implements AutoCloseable {
  private final Network network;
  private final List<LayerInfo> layers;
  private final List<Slice> slices;

  /** Where a parameter array lies among all parameters. */
  private record Slice(String name, int from, int length) {
    boolean isTrained() {
      return !name.endsWith("_mean") && !name.endsWith("_var");
    }

    boolean isOf(LayerInfo layer) {
      return name.startsWith(layer.name() + "_");
    }
  }

  /**
   * @param objective the batch objective at the state
   * @param gradient in the order of the state's parameters; 0 for running statistics
   */
  record Slope(double objective, double[] gradient) {}

  private GradientProbe(Network network) {
    this.network = network;
    this.layers = network.layers();
    this.slices = slices(network.state().layout());
  }

  /** A probe of the objective that the plan's network descends. */
  static GradientProbe of(RunPlan plan) {
    Optimizer unitStep = new Optimizer(Optimizer.Kind.SGD, 0, new LearningRate.Constant(1));
    return new GradientProbe(
        plan.networks()
            .create(plan.train().size(), plan.stepsPerEpoch(), unitStep, Precision.DOUBLE));
  }

  private static List<Slice> slices(List<String> layout) {
    List<Slice> slices = new ArrayList<>();
    int from = 0;
    for (String line : layout) {
      int space = line.indexOf(' ');
      int length = 1;
      for (String size : line.substring(space).replaceAll("[^0-9]+", " ").trim().split(" ")) {
        length *= Integer.parseInt(size);
      }
      slices.add(new Slice(line.substring(0, space), from, length));
      from += length;
    }
    return slices;
  }

  /** At parameters θ, with the λs of a step. */
  Slope at(double[] parameters, long step, Batch batch) {
    NetworkState own = network.state();
    network.restore(
        new NetworkState(step, own.precision(), own.layout(), parameters, own.optimizer()));
    double objective = network.step(batch);
    double[] after = network.state().parameters();
    double[] gradient = new double[parameters.length];
    for (Slice slice : slices) {
      for (int i = slice.from; slice.isTrained() && i < slice.from + slice.length; i++) {
        gradient[i] = parameters[i] - after[i];
      }
    }
    return new Slope(objective, gradient);
  }

  /** ‖·‖ of the part of a vector that belongs to a layer: its weights and biases. */
  double norm(double[] vector, LayerInfo layer) {
    double sum = 0;
    for (Slice slice : slices) {
      for (int i = slice.from; slice.isOf(layer) && i < slice.from + slice.length; i++) {
        sum += vector[i] * vector[i];
      }
    }
    return Math.sqrt(sum);
  }

  List<LayerInfo> layers() {
    return layers;
  }

  @Override
  public void close() {
    network.close();
  }
}
