package org.collapselab.listener;

import java.util.Random;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks as users build them, and samples for them. */
final class Networks {
  static final int CLASSES = 3;
  static final int INPUTS = 36;

  private Networks() {}

  /** Three noisy directions. */
  static DataSet samples(int count) {
    Random random = new Random(7);
    INDArray x = Nd4j.create(DataType.FLOAT, count, INPUTS);
    INDArray y = Nd4j.create(DataType.FLOAT, count, CLASSES);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < INPUTS; j++) {
        double mean = j % CLASSES == i % CLASSES ? 1 : 0;
        x.putScalar(i, j, mean + 0.3 * random.nextGaussian());
      }
      y.putScalar(i, i % CLASSES, 1);
    }
    return new DataSet(x, y);
  }

  /** Dense layers with dropout and batch normalisation; two of the layers have no name. */
  static MultiLayerNetwork layers() {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            global(new Adam(0.01))
                .list()
                .layer(new DenseLayer.Builder().nIn(INPUTS).nOut(16).dropOut(0.8).build())
                .layer(new BatchNormalization.Builder().nIn(16).nOut(16).build())
                .layer(named("dense1", 16, 12).dropOut(0.9).build())
                .layer(named("dense2", 12, 8).dropOut(0.9).build())
                .layer(output(8, LossFunction.MCXENT, Activation.SOFTMAX).build())
                .build());
    net.init();
    return net;
  }

  /** A convolution, batch normalisation before the activation, pooling and two dense layers. */
  static ComputationGraph graph() {
    ComputationGraph net =
        new ComputationGraph(
            global(new Adam(0.01))
                .graphBuilder()
                .addInputs("image")
                .setInputTypes(InputType.convolutionalFlat(6, 6, 1))
                .addLayer(
                    "conv",
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .convolutionMode(ConvolutionMode.Same)
                        .build(),
                    "image")
                .addLayer("bn", new BatchNormalization.Builder().build(), "conv")
                .addLayer(
                    "relu", new ActivationLayer.Builder().activation(Activation.RELU).build(), "bn")
                .addLayer("pool", new GlobalPoolingLayer.Builder().build(), "relu")
                .addLayer("dense", new DenseLayer.Builder().nOut(8).dropOut(0.9).build(), "pool")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "dense")
                .setOutputs("out")
                .build());
    net.init();
    return net;
  }

  /** Three dense layers with l2 and no biases to speak of, for a head of depth two. */
  static MultiLayerNetwork plain(LossFunction loss, Activation last, IUpdater updater) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            global(updater)
                .list()
                .layer(named("fc1", INPUTS, 12).l2(0.003).build())
                .layer(named("fc2", 12, 10).l2(0.01).hasBias(false).build())
                .layer(output(10, loss, last).l2(0.02).hasBias(false).build())
                .build());
    net.init();
    return net;
  }

  static MultiLayerNetwork plain() {
    return plain(LossFunction.MCXENT, Activation.SOFTMAX, new Sgd(0.1));
  }

  private static NeuralNetConfiguration.Builder global(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(DataType.FLOAT)
        .optimizationAlgo(OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT)
        .updater(updater)
        .activation(Activation.RELU);
  }

  static DenseLayer.Builder named(String name, int in, int out) {
    return new DenseLayer.Builder().name(name).nIn(in).nOut(out);
  }

  private static OutputLayer.Builder output(int in, LossFunction loss, Activation activation) {
    return new OutputLayer.Builder(loss)
        .name("logits")
        .nIn(in)
        .nOut(CLASSES)
        .activation(activation);
  }
}
