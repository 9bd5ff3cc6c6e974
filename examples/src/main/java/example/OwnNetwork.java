package example;

import java.nio.file.Path;
import java.util.Random;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.Place;
import org.collapselab.listener.CollapseListener;
import org.collapselab.trainer.store.Comparison;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trains a network of its own on data of its own, and compares its head with the DUFM. */
final class OwnNetwork {
  private static final int CLASSES = 4;

  /** Points on a ring, 50 of each class, in 16 dimensions with noise. */
  private static DataSet ring() {
    Random random = new Random(1);
    INDArray x = Nd4j.create(CLASSES * 50, 16);
    INDArray y = Nd4j.create(CLASSES * 50, CLASSES);
    for (int i = 0; i < x.rows(); i++) {
      double angle = 2 * Math.PI * (i % CLASSES + 0.1 * random.nextGaussian()) / CLASSES;
      for (int j = 0; j < x.columns(); j++) {
        double place = j == 0 ? Math.cos(angle) : j == 1 ? Math.sin(angle) : 0;
        x.putScalar(i, j, place + 0.05 * random.nextGaussian());
      }
      y.putScalar(i, i % CLASSES, 1);
    }
    return new DataSet(x, y);
  }

  private static DenseLayer.Builder dense(String name, int in, int out) {
    return new DenseLayer.Builder().name(name).nIn(in).nOut(out).activation(Activation.RELU);
  }

  /** Three dense layers and an output; the last three layers are the head. */
  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Nesterovs(0.05, 0.9))
                .list()
                .layer(dense("backbone", 16, 64).l2(1e-4).build())
                .layer(dense("fc1", 64, 64).l2(0.004).hasBias(false).build())
                .layer(dense("fc2", 64, 64).l2(0.004).hasBias(false).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.L2)
                        .name("fc3")
                        .nIn(64)
                        .nOut(CLASSES)
                        .activation(Activation.IDENTITY)
                        .l2(0.004)
                        .hasBias(false)
                        .build())
                .build());
    network.init();
    return network;
  }

  public static void main(String[] args) {
    Path directory = Path.of(args.length == 0 ? "runs/own-network" : args[0]);
    DataSet data = ring();
    MultiLayerNetwork network = network();
    CollapseListener listener =
        CollapseListener.builder(data).every(100).head("fc1", "fc2", "fc3").into(directory).build();
    network.setListeners(listener);
    for (int step = 0; step < 600; step++) {
      network.fit(data);
    }
    listener.close();

    double nc1 =
        listener
            .snapshot()
            .orElseThrow()
            .value("fc2", Place.POST, FeatureMetric.NC1_TRACE_RATIO)
            .orElseThrow();
    System.out.printf("NC1 at fc2: %.3e%n", nc1);
    Comparison comparison = listener.comparison().orElseThrow();
    System.out.printf("loss of the head: %.5f%n", comparison.objective().dufmTotal());
    for (Comparison.Reference reference : comparison.available()) {
      System.out.printf("loss of %s: %.5f%n", reference.title(), reference.loss());
    }
    System.out.printf("report: %s%n", directory.resolve("report.html"));
  }
}
