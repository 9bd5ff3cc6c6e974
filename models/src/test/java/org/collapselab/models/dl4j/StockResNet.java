package org.collapselab.models.dl4j;

import org.collapselab.models.ResNetSpec;
import org.collapselab.models.ResidualBlock;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The same network of the engine's own layers on N×C×H×W arrays, none of which reaches oneDNN. Of a
 * residual network with projections and one matrix as head.
 */
final class StockResNet {
  private final ResNetSpec model;
  private final GraphBuilder graph;

  private StockResNet(ResNetSpec model, DataType type) {
    this.model = model;
    this.graph =
        new NeuralNetConfiguration.Builder().dataType(type).graphBuilder().addInputs("input");
  }

  /** With the parameters of {@code original}. */
  static ComputationGraph copyOf(ComputationGraph original, ResNetSpec model, DataType type) {
    ComputationGraph copy = new StockResNet(model, type).build();
    original.paramTable().forEach((name, values) -> copy.getParam(name).assign(values));
    return copy;
  }

  private ComputationGraph build() {
    int width = model.widths().get(0);
    String x =
        relu(
            norm(
                "stem.bn",
                convolution("stem.conv", model.channels(), width, 3, 1, "input"),
                width));
    for (ResidualBlock block : model.blocks()) {
      x = block(block, x);
    }
    graph.addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), x);
    int features = model.widths().get(model.widths().size() - 1);
    graph.addLayer(
        "fc1",
        new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
            .nIn(features)
            .nOut(model.outputs())
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .build(),
        "pool");
    graph.addLayer(
        "loss",
        new LossLayer.Builder(new LossMCXENT()).activation(Activation.SOFTMAX).build(),
        "fc1");
    ComputationGraph network = new ComputationGraph(graph.setOutputs("loss").build());
    network.init();
    return network;
  }

  private String block(ResidualBlock b, String x) {
    String name = b.name();
    int in = b.inputChannels();
    int out = b.channels();
    String y = convolution(name + ".conv1", in, out, 3, b.stride(), x);
    y = relu(norm(name + ".bn1", y, out));
    y = norm(name + ".bn2", convolution(name + ".conv2", out, out, 3, 1, y), out);
    String side = x;
    if (b.changesShape()) {
      String path = name + ".shortcut";
      side = norm(path + ".bn", convolution(path + ".conv", in, out, 1, b.stride(), x), out);
    }
    graph.addVertex(name + ".add", new ElementWiseVertex(ElementWiseVertex.Op.Add), y, side);
    return relu(name + ".add");
  }

  private String convolution(String name, int in, int out, int kernel, int stride, String x) {
    graph.addLayer(
        name,
        new org.deeplearning4j.nn.conf.layers.ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .padding(kernel / 2, kernel / 2)
            .nIn(in)
            .nOut(out)
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .build(),
        x);
    return name;
  }

  private String norm(String name, String x, int channels) {
    graph.addLayer(
        name,
        new BatchNormalization.Builder().nIn(channels).nOut(channels).useLogStd(false).build(),
        x);
    return name;
  }

  private String relu(String x) {
    graph.addLayer(
        x + ".relu", new ActivationLayer.Builder().activation(Activation.RELU).build(), x);
    return x + ".relu";
  }
}
