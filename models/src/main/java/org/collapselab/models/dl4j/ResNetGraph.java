package org.collapselab.models.dl4j;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.ResidualBlock;
import org.collapselab.models.Shortcut;
import org.collapselab.models.TrainingSpec;
import org.collapselab.models.Warmup;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Lays a residual network out as a graph on N×H×W×C arrays. Every convolution, batch norm, addition
 * and ReLU is a vertex of its own, so that each can be tapped.
 */
public final class ResNetGraph {
  private static final String POOL = "pool";

  private final ResNetSpec model;
  private final Map<String, LayerInfo> layers;
  private final GraphBuilder graph;
  private final Warmup warmup;

  private ResNetGraph(ResNetSpec model, List<LayerInfo> layers, GraphBuilder graph, Warmup warmup) {
    this.model = model;
    this.layers = layers.stream().collect(Collectors.toMap(LayerInfo::name, Function.identity()));
    this.graph = graph;
    this.warmup = warmup;
  }

  /** A graph with He-initialised weights; γ = 1 and β = 0 throughout. */
  public static ComputationGraph build(ResNetSpec model, TrainingSpec training) {
    List<LayerInfo> layers = model.layers(training.penalties());
    GraphBuilder graph = MlpGraph.start(training);
    Warmup warmup = training.penalties().warmup();
    String features = new ResNetGraph(model, layers, graph, warmup).addBackbone();
    List<LayerInfo> head = layers.stream().filter(LayerInfo::inHead).toList();
    String logits = MlpGraph.addLayers(graph, head, training, features);
    ComputationGraph network = MlpGraph.finish(graph, training, model.outputs(), logits);
    HeInitialisation.apply(network, layers, model.initGain(), training.seed());
    return network;
  }

  private String addBackbone() {
    String x = relu(norm("stem.bn", convolution("stem.conv", 3, 1, MlpGraph.INPUT)));
    for (ResidualBlock block : model.blocks()) {
      x = addBlock(block, x);
    }
    graph.addLayer(
        POOL, new GlobalPoolingLayer.Builder(PoolingType.AVG).poolingDimensions(1, 2).build(), x);
    return POOL;
  }

  private String addBlock(ResidualBlock block, String x) {
    String b = block.name();
    String y = relu(norm(b + ".bn1", convolution(b + ".conv1", 3, block.stride(), x)));
    y = norm(b + ".bn2", convolution(b + ".conv2", 3, 1, y));
    String sum = b + ".add";
    graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), y, shortcut(block, x));
    return relu(sum);
  }

  private String shortcut(ResidualBlock block, String x) {
    if (!block.changesShape()) {
      return x;
    }
    String name = block.name() + ".shortcut";
    if (model.shortcut() == Shortcut.IDENTITY) {
      graph.addLayer(name, new SubsampleLayer(block.stride(), block.channels()), x);
      return name;
    }
    return norm(name + ".bn", convolution(name + ".conv", 1, block.stride(), x));
  }

  private String convolution(String name, int kernel, int stride, String x) {
    boolean inputGradient = !x.equals(MlpGraph.INPUT);
    graph.addLayer(
        name, ConvolutionLayer.of(layers.get(name), kernel, stride, warmup, inputGradient), x);
    return name;
  }

  /** Follows a convolution. */
  private String norm(String name, String convolution) {
    graph.addLayer(name, BatchNormLayer.of(layers.get(convolution).outputs()), convolution);
    return name;
  }

  private String relu(String x) {
    String name = MlpGraph.activationVertex(x);
    graph.addLayer(name, new ReluLayer(), x);
    return name;
  }
}
