package org.collapselab.hooks.metric;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Gaussian samples around given means, classes in turn. */
final class Samples {
  private final int classes;
  private final int dimension;
  private final int[] labels;
  private final double[] features;

  private Samples(int classes, int dimension, int[] labels, double[] features) {
    this.classes = classes;
    this.dimension = dimension;
    this.labels = labels;
    this.features = features;
  }

  static Samples around(DMatrixRMaj means, int perClass, double deviation, long seed) {
    Random random = new Random(seed);
    int d = means.numCols;
    int[] labels = new int[means.numRows * perClass];
    double[] features = new double[labels.length * d];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % means.numRows;
      for (int j = 0; j < d; j++) {
        features[i * d + j] = means.get(labels[i], j) + deviation * random.nextGaussian();
      }
    }
    return new Samples(means.numRows, d, labels, features);
  }

  int size() {
    return labels.length;
  }

  int[] labels() {
    return labels;
  }

  double[] features() {
    return features;
  }

  /** Samples from … to−1 as a batch of their own. */
  Samples slice(int from, int to) {
    return new Samples(
        classes,
        dimension,
        Arrays.copyOfRange(labels, from, to),
        Arrays.copyOfRange(features, from * dimension, to * dimension));
  }

  ClassMoments moments() {
    ClassMoments moments = new ClassMoments(classes, dimension);
    moments.add(labels, features, labels.length);
    return moments;
  }

  WithinScatter scatter() {
    return addTo(new WithinScatter(moments().means()));
  }

  WithinScatter addTo(WithinScatter scatter) {
    scatter.add(labels, features, labels.length, labels);
    return scatter;
  }
}
