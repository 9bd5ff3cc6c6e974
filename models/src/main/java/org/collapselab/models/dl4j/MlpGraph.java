package org.collapselab.models.dl4j;

import java.util.List;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Penalties;
import org.collapselab.models.Precision;
import org.collapselab.models.TrainingSpec;
import org.collapselab.models.Warmup;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
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
 * Lays an MLP out as a graph: {@code fc1 → fc1.relu → … → fcM → loss}, with a penalty vertex on H_1
 * if λ_H > 0. Every product and every activation is a vertex of its own, so that each can be
 * tapped.
 */
public final class MlpGraph {
  static final String INPUT = "input";
  static final String LOSS = "loss";
  private static final String PENALTY = "h1.penalty";

  private MlpGraph() {}

  /** Vertex that applies the activation of a layer. */
  static String activationVertex(String layer) {
    return layer + ".relu";
  }

  /** A graph with He-initialised weights. */
  public static ComputationGraph build(MlpSpec model, TrainingSpec training) {
    List<LayerInfo> layers = model.layers(training.penalties());
    GraphBuilder graph = start(training);
    String logits = addLayers(graph, layers, training, INPUT);
    ComputationGraph network = finish(graph, training, model.outputs(), logits);
    HeInitialisation.apply(network, layers, model.initGain(), training.seed());
    return network;
  }

  static GraphBuilder start(TrainingSpec training) {
    return new NeuralNetConfiguration.Builder()
        .seed(training.seed())
        .dataType(dataType(training.precision()))
        .updater(updater(training.optimizer()))
        .graphBuilder()
        .addInputs(INPUT);
  }

  /**
   * Stacks layers on a vertex; the penalty on features goes before W_1. Returns the last vertex.
   */
  static String addLayers(
      GraphBuilder graph, List<LayerInfo> layers, TrainingSpec training, String below) {
    String last = below;
    for (LayerInfo layer : layers) {
      if (layer.headIndex() == 1 && training.penalties().featureLambda() > 0) {
        last = addFeaturePenalty(graph, training, last);
      }
      last = addLayer(graph, layer, training, last);
    }
    return last;
  }

  /** Adds the loss and builds the graph, with weights that are yet to be drawn. */
  static ComputationGraph finish(
      GraphBuilder graph, TrainingSpec training, int outputs, String logits) {
    graph.addLayer(LOSS, lossLayer(training, outputs), logits).setOutputs(LOSS);
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  private static String addFeaturePenalty(GraphBuilder graph, TrainingSpec training, String below) {
    Penalties penalties = training.penalties();
    graph.addLayer(
        PENALTY,
        new FeaturePenaltyLayer(
            penalties.featureLambda(),
            training.trainingSamples(),
            penalties.warmup().freeSteps(),
            penalties.warmup().risingSteps()),
        below);
    return PENALTY;
  }

  private static String addLayer(
      GraphBuilder graph, LayerInfo layer, TrainingSpec training, String below) {
    Warmup warmup = training.penalties().warmup();
    graph.addLayer(layer.name(), LinearLayer.of(layer, warmup, !below.equals(INPUT)), below);
    if (layer.activation() == Activation.LINEAR) {
      return layer.name();
    }
    String vertex = activationVertex(layer.name());
    graph.addLayer(vertex, new ReluLayer(), layer.name());
    return vertex;
  }

  private static LossLayer lossLayer(TrainingSpec training, int outputs) {
    LossLayer.Builder builder = new LossLayer.Builder(lossFunction(training, outputs));
    return builder
        .activation(
            training.loss() == Loss.CE
                ? org.nd4j.linalg.activations.Activation.SOFTMAX
                : org.nd4j.linalg.activations.Activation.IDENTITY)
        .build();
  }

  /** LossL2 is ‖z − y‖² per sample, so weights of ½ make the mean exactly 1/(2N) Σ‖z − y‖². */
  private static ILossFunction lossFunction(TrainingSpec training, int outputs) {
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
