package org.collapselab.models;

import java.nio.file.Path;
import org.collapselab.models.dl4j.GraphNetwork;
import org.collapselab.models.dl4j.ImportedGraph;
import org.collapselab.models.dl4j.MlpGraph;
import org.collapselab.models.dl4j.ResNetGraph;
import org.collapselab.theory.parallel.Workers;

/** Builds networks. */
public final class Networks {
  private Networks() {}

  /** A freshly initialised multilayer perceptron, run by the calling thread alone. */
  public static Network mlp(MlpSpec model, TrainingSpec training) {
    return mlp(model, training, Workers.alone());
  }

  /**
   * A freshly initialised multilayer perceptron. Its numbers are the same to the last bit for every
   * number of threads.
   */
  public static Network mlp(MlpSpec model, TrainingSpec training, Workers workers) {
    return new GraphNetwork(MlpGraph.build(model, training), model, training, workers);
  }

  /** A freshly initialised residual network, run by the calling thread alone. */
  public static Network resNet(ResNetSpec model, TrainingSpec training) {
    return resNet(model, training, Workers.alone());
  }

  /** A freshly initialised residual network; see {@link #mlp(MlpSpec, TrainingSpec, Workers)}. */
  public static Network resNet(ResNetSpec model, TrainingSpec training, Workers workers) {
    return new GraphNetwork(ResNetGraph.build(model, training), model, training, workers);
  }

  /**
   * A network that somebody saved with Deeplearning4j. The file must come from a trusted source: it
   * decides which classes are loaded.
   *
   * @param channels,height,width shape of the samples
   * @throws java.io.UncheckedIOException if the file cannot be read or is no model, naming it
   * @throws IllegalArgumentException if it has not one input and one output
   */
  public static FeatureModel open(Path file, int channels, int height, int width) {
    return ImportedGraph.open(file, channels, height, width);
  }
}
