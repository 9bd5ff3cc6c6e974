package org.collapselab.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;

/** Collects records of d numbers and a last value, the label or target, into growing arrays. */
final class RecordTable {
  private final int dim;
  private float[] features;
  private double[] last = new double[1024];
  private int rows;

  RecordTable(int dim) {
    this.dim = dim;
    this.features = new float[Math.multiplyExact(16, dim)];
  }

  static RecordTable read(RecordReader reader, int dim) {
    RecordTable table = new RecordTable(dim);
    while (reader.hasNext()) {
      table.add(table.numbers(reader.next()));
    }
    if (table.rows == 0) {
      throw new DataException("the record reader has no records; check its input, or reset it");
    }
    return table;
  }

  /** Adds a row of d features and the label or target. */
  void add(double[] row) {
    if (row.length != dim + 1) {
      throw new DataException(
          "record %d has %d values; %d features and a label or target are expected"
              .formatted(rows, row.length, dim));
    }
    grow();
    for (int i = 0; i < dim; i++) {
      features[rows * dim + i] = (float) finite(row[i], i);
    }
    last[rows++] = finite(row[dim], dim);
  }

  private void grow() {
    if (rows == last.length) {
      last = Arrays.copyOf(last, 2 * rows);
    }
    int needed = Math.multiplyExact(rows + 1, dim);
    if (needed > features.length) {
      features = Arrays.copyOf(features, (int) Math.min(2L * needed, Integer.MAX_VALUE - 8));
    }
  }

  private double finite(double value, int column) {
    if (!Double.isFinite(value)) {
      throw new DataException("record %d, value %d is %s".formatted(rows, column, value));
    }
    return value;
  }

  private double[] numbers(List<Writable> record) {
    try {
      return record.stream().flatMapToDouble(RecordTable::values).toArray();
    } catch (NumberFormatException | UnsupportedOperationException e) {
      throw new DataException(
          "record %d contains a value that is not a number (%s)".formatted(rows, e.getMessage()),
          e);
    }
  }

  private static DoubleStream values(Writable value) {
    if (value instanceof NDArrayWritable array) {
      return Arrays.stream(array.get().dup('c').data().asDouble());
    }
    return DoubleStream.of(value.toDouble());
  }

  float[] features() {
    return Arrays.copyOf(features, rows * dim);
  }

  float[] targets() {
    float[] targets = new float[rows];
    for (int row = 0; row < rows; row++) {
      targets[row] = (float) last[row];
    }
    return targets;
  }

  int[] labels(int numClasses) {
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      double label = last[row];
      if (label != Math.rint(label) || label < 0 || label >= numClasses) {
        throw new DataException(
            "record %d has label %s; labels are whole numbers from 0 to %d"
                .formatted(row, label, numClasses - 1));
      }
      labels[row] = (int) label;
    }
    return labels;
  }
}
