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
  private final GraphAssembly graph;
  private final Warmup warmup;

  private ResNetGraph(
      ResNetSpec model, List<LayerInfo> layers, GraphAssembly graph, Warmup warmup) {
    this.model = model;
    this.layers = layers.stream().collect(Collectors.toMap(LayerInfo::name, Function.identity()));
    this.graph = graph;
    this.warmup = warmup;
  }

  /** A graph with He-initialised weights; γ = 1 and β = 0 throughout. */
  public static ComputationGraph build(ResNetSpec model, TrainingSpec training) {
    List<LayerInfo> layers = model.layers(training.penalties());
    GraphAssembly graph = new GraphAssembly(training);
    Warmup warmup = training.penalties().warmup();
    String features = new ResNetGraph(model, layers, graph, warmup).addBackbone();
    List<LayerInfo> head = layers.stream().filter(LayerInfo::inHead).toList();
    String logits = graph.addDense(head, features);
    return graph.finish(logits, model.outputs(), layers, model.initGain());
  }

  private String addBackbone() {
    String x = graph.addRelu(norm("stem.bn", convolution("stem.conv", 3, 1, GraphAssembly.INPUT)));
    for (ResidualBlock block : model.blocks()) {
      x = addBlock(block, x);
    }
    return graph.add(
        POOL, new GlobalPoolingLayer.Builder(PoolingType.AVG).poolingDimensions(1, 2).build(), x);
  }

  private String addBlock(ResidualBlock block, String x) {
    String b = block.name();
    String y = graph.addRelu(norm(b + ".bn1", convolution(b + ".conv1", 3, block.stride(), x)));
    y = norm(b + ".bn2", convolution(b + ".conv2", 3, 1, y));
    String sum = b + ".add";
    graph.add(sum, new SumVertex(), y, shortcut(block, x));
    return graph.addRelu(sum);
  }

  private String shortcut(ResidualBlock block, String x) {
    if (!block.changesShape()) {
      return x;
    }
    String name = block.name() + ".shortcut";
    if (model.shortcut() == Shortcut.IDENTITY) {
      return graph.add(name, new SubsampleLayer(block.stride(), block.channels()), x);
    }
    return norm(name + ".bn", convolution(name + ".conv", 1, block.stride(), x));
  }

  private String convolution(String name, int kernel, int stride, String x) {
    boolean inputGradient = !x.equals(GraphAssembly.INPUT);
    return graph.add(
        name, ConvolutionLayer.of(layers.get(name), kernel, stride, warmup, inputGradient), x);
  }

  /** Follows a convolution. */
  private String norm(String name, String convolution) {
    return graph.add(name, BatchNormLayer.of(layers.get(convolution).outputs()), convolution);
  }
}
