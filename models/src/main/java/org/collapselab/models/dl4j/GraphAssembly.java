package org.collapselab.models.dl4j;

import java.util.List;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Penalties;
import org.collapselab.models.Precision;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * A graph being put together, vertex by vertex, under one training spec. Each method that adds
 * vertices returns the name of the last one, for the next to stand on.
 */
final class GraphAssembly {
  static final String INPUT = "input";
  private static final String LOSS = "loss";
  private static final String PENALTY = "h1.penalty";

  private final TrainingSpec training;
  private final GraphBuilder graph;

  GraphAssembly(TrainingSpec training) {
    this.training = training;
    this.graph =
        new NeuralNetConfiguration.Builder()
            .seed(training.seed())
            .dataType(dataType(training.precision()))
            .updater(updater(training.optimizer()))
            .graphBuilder()
            .addInputs(INPUT);
  }

  /** The vertex that applies the activation of a layer. */
  static String activationVertex(String layer) {
    return layer + ".relu";
  }

  String add(String name, Layer layer, String below) {
    graph.addLayer(name, layer, below);
    return name;
  }

  String add(String name, GraphVertex vertex, String... below) {
    graph.addVertex(name, vertex, below);
    return name;
  }

  String addRelu(String below) {
    return add(activationVertex(below), new ReluLayer(), below);
  }

  /** Dense layers with their activations; the penalty on H_1, where there is one, precedes W_1. */
  String addDense(List<LayerInfo> layers, String below) {
    String last = below;
    for (LayerInfo layer : layers) {
      if (layer.headIndex() == 1 && training.penalties().featureLambda() > 0) {
        last = addFeaturePenalty(last);
      }
      last = addDense(layer, last);
    }
    return last;
  }

  private String addDense(LayerInfo layer, String below) {
    boolean inputGradient = !below.equals(INPUT);
    LinearLayer linear = LinearLayer.of(layer, training.penalties().warmup(), inputGradient);
    add(layer.name(), linear, below);
    return layer.activation() == Activation.LINEAR ? layer.name() : addRelu(layer.name());
  }

  private String addFeaturePenalty(String below) {
    Penalties penalties = training.penalties();
    return add(
        PENALTY,
        new FeaturePenaltyLayer(
            penalties.featureLambda(),
            training.trainingSamples(),
            penalties.warmup().freeSteps(),
            penalties.warmup().risingSteps()),
        below);
  }

  /**
   * Adds the loss, builds the graph and draws its weights.
   *
   * @param layers all weight matrices, in the order in which they are drawn
   * @param initGain factor on the He standard deviation
   */
  ComputationGraph finish(String logits, int outputs, List<LayerInfo> layers, double initGain) {
    graph.setOutputs(add(LOSS, lossLayer(outputs), logits));
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    HeInitialisation.apply(network, layers, initGain, training.seed());
    return network;
  }

  private LossLayer lossLayer(int outputs) {
    return new LossLayer.Builder(lossFunction(outputs))
        .activation(
            training.loss() == Loss.CE
                ? org.nd4j.linalg.activations.Activation.SOFTMAX
                : org.nd4j.linalg.activations.Activation.IDENTITY)
        .build();
  }

  /** LossL2 is ‖z − y‖² per sample, so weights of ½ make the mean exactly 1/(2N) Σ‖z − y‖². */
  private ILossFunction lossFunction(int outputs) {
    return training.loss() == Loss.CE
        ? new LossMCXENT()
        : new LossL2(
            Nd4j.valueArrayOf(new long[] {1, outputs}, 0.5, dataType(training.precision())));
  }

  private static IUpdater updater(Optimizer optimizer) {
    RateSchedule rate = RateSchedule.of(optimizer.learningRate());
    return switch (optimizer.kind()) {
      case SGD -> new Sgd(rate);
      case HEAVY_BALL -> new MomentumUpdater(optimizer.momentum(), false, rate);
      case NESTEROV -> new MomentumUpdater(optimizer.momentum(), true, rate);
    };
  }

  static DataType dataType(Precision precision) {
    return precision == Precision.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
  }
}
