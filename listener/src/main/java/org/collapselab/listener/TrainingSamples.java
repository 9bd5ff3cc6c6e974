package org.collapselab.listener;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The samples that are measured, as often as needed, in batches of at most {@value #ROWS}. */
final class TrainingSamples {
  private static final int ROWS = 250;

  private final DataSet whole; // or the iterator
  private final DataSetIterator iterator;

  private TrainingSamples(DataSet whole, DataSetIterator iterator) {
    this.whole = whole;
    this.iterator = iterator;
  }

  static TrainingSamples of(DataSet whole) {
    return new TrainingSamples(whole, null);
  }

  static TrainingSamples of(DataSetIterator iterator) {
    if (!iterator.resetSupported()) {
      throw new IllegalArgumentException(
          "the iterator %s cannot be reset, but the samples are needed again and again; give a DataSet, or an iterator that can"
              .formatted(iterator.getClass().getSimpleName()));
    }
    return new TrainingSamples(null, iterator);
  }

  /**
   * Sends all samples once, from the first.
   *
   * @param consumer receives features and the class of each row
   * @throws IllegalArgumentException if labels are no classes
   */
  void forEach(BiConsumer<INDArray, int[]> consumer) {
    if (whole != null) {
      split(whole, 0, consumer);
      return;
    }
    iterator.reset();
    try {
      int sample = 0;
      while (iterator.hasNext()) {
        DataSet batch = iterator.next();
        split(batch, sample, consumer);
        sample += (int) batch.getFeatures().size(0);
      }
    } finally {
      iterator.reset();
    }
  }

  private static void split(DataSet batch, int first, BiConsumer<INDArray, int[]> consumer) {
    if (batch.getFeaturesMaskArray() != null || batch.getLabelsMaskArray() != null) {
      throw new IllegalArgumentException(
          "the samples have masks, as sequences do; only samples with one class each can be"
              + " measured");
    }
    int[] classes = classes(batch.getLabels(), first);
    for (int from = 0; from < classes.length; from += ROWS) {
      int to = Math.min(from + ROWS, classes.length);
      int[] part = Arrays.copyOfRange(classes, from, to);
      consumer.accept(rows(batch.getFeatures(), from, to), part);
    }
  }

  private static INDArray rows(INDArray all, int from, int to) {
    if (from == 0 && to == all.size(0)) {
      return all;
    }
    INDArrayIndex[] index = new INDArrayIndex[all.rank()];
    Arrays.fill(index, NDArrayIndex.all());
    index[0] = NDArrayIndex.interval(from, to);
    return all.get(index);
  }

  /** From one-hot rows, or from one column of numbers. */
  private static int[] classes(INDArray labels, int first) {
    if (labels.rank() != 2) {
      throw new IllegalArgumentException(
          "labels have the shape %s; expected one-hot rows, N×K, or one column with the class of each sample"
              .formatted(Arrays.toString(labels.shape())));
    }
    int rows = (int) labels.size(0);
    int columns = (int) labels.size(1);
    double[] values;
    try (INDArray copy = labels.dup('c')) {
      values = copy.data().asDouble();
    }
    int[] classes = new int[rows];
    for (int i = 0; i < rows; i++) {
      classes[i] =
          columns == 1 ? number(values[i], first + i) : oneHot(values, i, columns, first + i);
    }
    return classes;
  }

  private static int number(double value, int sample) {
    if (value < 0 || value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the label of sample %d is %s; classes are numbered 0 … K − 1".formatted(sample, value));
    }
    return (int) value;
  }

  private static int oneHot(double[] values, int row, int columns, int sample) {
    int found = -1;
    for (int k = 0; k < columns; k++) {
      double value = values[row * columns + k];
      if (value == 1 && found < 0) {
        found = k;
      } else if (value != 0) {
        throw new IllegalArgumentException(
            "the label of sample %d is %s for class %d; expected one-hot rows, a single 1 among zeros"
                .formatted(sample, value, k));
      }
    }
    if (found < 0) {
      throw new IllegalArgumentException(
          "the label of sample %d has no 1; expected one-hot rows, a single 1 among zeros"
              .formatted(sample));
    }
    return found;
  }
}
