package org.collapselab.datasets;

import java.util.Arrays;
import java.util.List;
import org.datavec.api.records.reader.RecordReader;

/**
 * N labelled samples of d values in memory, immutable. Images are kept as bytes and tables as FP32;
 * the scaling is applied when rows are copied out, in FP64 with one rounding to FP32. Safe for use
 * by several threads.
 */
public final class Samples {
  private final Features features;
  private final Shape shape;
  private final List<String> classNames;
  private final int[] labels;
  private final float[] targets;

  private Samples(
      Features features, Shape shape, List<String> classNames, int[] labels, float[] targets) {
    this.features = features;
    this.shape = shape;
    this.classNames = List.copyOf(classNames);
    this.labels = labels;
    this.targets = targets;
  }

  /**
   * Reads a classification set to its end: in each record the last value is the label 0…K−1 and the
   * values before it (numbers, or arrays in row-major order) are the d features. From the image
   * readers of this package all bytes are taken at once, whatever their position; other features
   * are kept as FP32. The scaling is {@link Scaling#RAW}.
   *
   * @param classNames names in label order; their number is K
   * @throws DataException if a record does not fit, naming it, or if there is none
   */
  public static Samples load(RecordReader reader, Shape shape, List<String> classNames) {
    if (reader instanceof ImageRecordReader images) {
      requireMatch("shape", images.images().shape, shape);
      requireMatch("class names", images.getLabels(), classNames);
      return of(images.images(), classNames);
    }
    RecordTable table = RecordTable.read(reader, shape.dim());
    return new Samples(
        floats(table, shape), shape, classNames, table.labels(classNames.size()), null);
  }

  private static void requireMatch(String what, Object ofReader, Object wanted) {
    if (!ofReader.equals(wanted)) {
      throw new DataException(
          "the images have %s %s, not %s; check which files were given"
              .formatted(what, ofReader, wanted));
    }
  }

  static Samples of(LabeledImages images, List<String> classNames) {
    return classified(Features.ofBytes(images.shape, images.pixels), images.labels, classNames);
  }

  /**
   * Samples with classes.
   *
   * @param labels 0 … K−1, one a sample
   * @param classNames names in label order; their number is K
   * @throws IllegalArgumentException if the numbers of samples and labels differ, or a label has no
   *     name
   */
  public static Samples classified(Features features, int[] labels, List<String> classNames) {
    if (labels.length != features.rows()
        || Arrays.stream(labels).anyMatch(label -> label < 0 || label >= classNames.size())) {
      throw new IllegalArgumentException(
          "%d samples need as many labels from 0 to %d"
              .formatted(features.rows(), classNames.size() - 1));
    }
    return new Samples(features, features.shape(), classNames, labels, null);
  }

  /**
   * Samples with a number to predict.
   *
   * @throws IllegalArgumentException if the numbers of samples and targets differ
   */
  public static Samples regression(Features features, float[] targets) {
    if (targets.length != features.rows()) {
      throw new IllegalArgumentException(
          "%d samples with %d targets".formatted(features.rows(), targets.length));
    }
    return new Samples(features, features.shape(), List.of(), null, targets);
  }

  static Samples ofTable(RecordTable table, Shape shape) {
    return regression(floats(table, shape), table.targets());
  }

  private static Features floats(RecordTable table, Shape shape) {
    return Features.ofFloats(shape, table.features());
  }

  /** Whether the samples are stored as bytes, so that unit scaling and augmentation apply. */
  public boolean hasBytes() {
    return features instanceof ByteFeatures;
  }

  /** Number of samples N. */
  public int size() {
    return features.rows();
  }

  /** Number of values of one sample, d. */
  public int dim() {
    return shape.dim();
  }

  public Shape shape() {
    return shape;
  }

  /** Class names in label order; empty for regression. */
  public List<String> classNames() {
    return classNames;
  }

  /** Number of classes K; 0 for regression. */
  public int numClasses() {
    return classNames.size();
  }

  public boolean isClassification() {
    return labels != null;
  }

  /**
   * The label of a row, 0…K−1.
   *
   * @throws IllegalStateException for regression
   */
  public int label(int row) {
    requireLabels();
    return labels[row];
  }

  /** All labels, a copy; see {@link #label}. */
  public int[] labels() {
    requireLabels();
    return labels.clone();
  }

  private void requireLabels() {
    if (labels == null) {
      throw new IllegalStateException("regression samples have targets, not labels");
    }
  }

  /**
   * The regression target of a row.
   *
   * @throws IllegalStateException for classification
   */
  public float target(int row) {
    if (targets == null) {
      throw new IllegalStateException("classified samples have labels, not targets");
    }
    return targets[row];
  }

  /** How many samples each class has; empty for regression. */
  public int[] classCounts() {
    int[] counts = new int[numClasses()];
    if (labels != null) {
      for (int label : labels) {
        counts[label]++;
      }
    }
    return counts;
  }

  /** Writes the d scaled values of {@code row} to {@code target[offset … offset+d−1]}. */
  public void copyRow(int row, float[] target, int offset) {
    features.copyRow(row, target, offset);
  }

  /** Writes the given rows one after the other, rows.length × d, from {@code target[offset]} on. */
  public void gather(int[] rows, float[] target, int offset) {
    int to = offset;
    for (int row : rows) {
      features.copyRow(row, target, to);
      to += dim();
    }
  }

  /**
   * As {@link #gather(int[], float[], int)}, but random views of the images, which depend on the
   * step and on the position in {@code rows}.
   *
   * @throws IllegalStateException unless these are images of bytes
   */
  public void gather(int[] rows, float[] target, int offset, Augmentation augmentation, long step) {
    ByteFeatures images = images();
    for (int i = 0; i < rows.length; i++) {
      images.copyView(rows[i], augmentation.view(step, i), target, offset + i * dim());
    }
  }

  /** The same samples with other names of the classes, at least one for each label. */
  public Samples withNames(List<String> names) {
    requireLabels();
    return classified(features, labels, names);
  }

  /**
   * The scaled value of what views show beyond the edge of a channel.
   *
   * @throws IllegalStateException unless these are images of bytes
   */
  public float black(int channel) {
    return images().black(channel);
  }

  private ByteFeatures images() {
    if (features instanceof ByteFeatures images) {
      return images;
    }
    throw new IllegalStateException(
        "augmentation needs images stored as bytes; these samples are a table");
  }

  /** The same samples with other labels. */
  Samples withLabels(int[] newLabels) {
    requireLabels();
    return new Samples(features, shape, classNames, newLabels, null);
  }

  /**
   * The same samples with these classes only, the c-th of them as class c; none may be of another.
   */
  Samples relabelled(List<Integer> classes) {
    requireLabels();
    int[] newLabels = Arrays.stream(labels).map(classes::indexOf).toArray();
    return classified(features, newLabels, classes.stream().map(classNames::get).toList());
  }

  /** The given rows, in the given order; a compact copy. */
  public Samples select(int[] rows) {
    int[] newLabels = labels == null ? null : new int[rows.length];
    float[] newTargets = targets == null ? null : new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      if (labels != null) {
        newLabels[i] = labels[rows[i]];
      } else {
        newTargets[i] = targets[rows[i]];
      }
    }
    return new Samples(features.select(rows), shape, classNames, newLabels, newTargets);
  }

  /** The scaling in force. */
  public ChannelScaling scaling() {
    return features.scaling();
  }

  /** The same samples under another scaling; shares the storage. */
  public Samples scaled(ChannelScaling scaling) {
    if (scaling.mean().size() != shape.channels()) {
      throw new IllegalArgumentException(
          "a scaling of %d channels does not fit samples of shape %s"
              .formatted(scaling.mean().size(), shape));
    }
    return new Samples(features.scaled(scaling), shape, classNames, labels, targets);
  }

  /**
   * The scaling of a kind with its constants computed on these samples.
   *
   * @throws IllegalArgumentException for {@link Scaling#UNIT} of tables
   */
  public ChannelScaling fit(Scaling kind) {
    return features.fit(kind);
  }
}
