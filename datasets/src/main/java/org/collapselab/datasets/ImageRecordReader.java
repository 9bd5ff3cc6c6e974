package org.collapselab.datasets;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.datavec.api.writable.batch.NDArrayRecordBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Byte images in memory, returned in the conventions of DataVec's image readers: a record is a
 * float array 1×c×h×w with the values 0–255 and an {@link IntWritable} label; a batch of n is a
 * float array n×c×h×w and the one-hot labels n×K. What differs between formats is only the parsing.
 */
abstract sealed class ImageRecordReader extends BaseRecordReader
    permits IdxRecordReader, CifarBinaryRecordReader {
  private final List<String> classNames;
  private Configuration configuration;
  private URI location;
  private transient LabeledImages images;
  private int next;

  ImageRecordReader(List<String> classNames) {
    if (classNames.isEmpty()) {
      throw new IllegalArgumentException("no class names; give one name per label, in label order");
    }
    this.classNames = List.copyOf(classNames);
  }

  /** Reads all images of {@code sources}. */
  abstract LabeledImages parse(List<NamedSource> sources);

  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    List<NamedSource> sources = NamedSource.of(split);
    if (sources.isEmpty()) {
      throw new DataException("the input split names no files; it must name the image files");
    }
    location = split.locations()[0];
    load(sources);
  }

  @Override
  public void initialize(Configuration conf, InputSplit split)
      throws IOException, InterruptedException {
    setConf(conf);
    initialize(split);
  }

  final void load(List<NamedSource> sources) {
    LabeledImages parsed = parse(sources);
    for (int row = 0; row < parsed.labels.length; row++) {
      if (parsed.labels[row] >= classNames.size()) {
        throw new DataException(
            "record %d of %s has label %d, but there are %d classes"
                .formatted(row, names(sources), parsed.labels[row], classNames.size()));
      }
    }
    images = parsed;
    next = 0;
  }

  private static List<String> names(List<NamedSource> sources) {
    return sources.stream().map(NamedSource::name).toList();
  }

  final LabeledImages images() {
    if (images == null) {
      throw new IllegalStateException("call initialize before reading");
    }
    return images;
  }

  @Override
  public final boolean hasNext() {
    return next < images().labels.length;
  }

  @Override
  public final List<Writable> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all records have been read; call reset");
    }
    List<Writable> row = record(next++);
    invokeListeners(row);
    return row;
  }

  private List<Writable> record(int row) {
    return List.of(new NDArrayWritable(pixels(row, 1)), new IntWritable(images().labels[row]));
  }

  @Override
  public final boolean batchesSupported() {
    return true;
  }

  @Override
  public final List<List<Writable>> next(int num) {
    if (num < 1) {
      throw new IllegalArgumentException("batch size must be at least 1, got " + num);
    }
    if (!hasNext()) {
      throw new NoSuchElementException("all records have been read; call reset");
    }
    int count = Math.min(num, images().labels.length - next);
    List<List<Writable>> batch =
        new NDArrayRecordBatch(List.of(pixels(next, count), oneHot(next, count)));
    next += count;
    return batch;
  }

  private INDArray pixels(int from, int count) {
    Shape shape = images().shape;
    float[] values = new float[count * shape.dim()];
    int offset = from * shape.dim();
    for (int i = 0; i < values.length; i++) {
      values[i] = images.pixels[offset + i] & 0xff;
    }
    return Nd4j.createFromArray(values)
        .reshape(count, shape.channels(), shape.height(), shape.width());
  }

  private INDArray oneHot(int from, int count) {
    float[] values = new float[count * classNames.size()];
    for (int i = 0; i < count; i++) {
      values[i * classNames.size() + images.labels[from + i]] = 1;
    }
    return Nd4j.createFromArray(values).reshape(count, classNames.size());
  }

  @Override
  public final Record nextRecord() {
    RecordMetaData metaData = new RecordMetaDataIndex(next, location, getClass());
    return new org.datavec.api.records.impl.Record(next(), metaData);
  }

  @Override
  public final Record loadFromMetaData(RecordMetaData metaData) {
    return loadFromMetaData(List.of(metaData)).get(0);
  }

  /**
   * The records at the given places.
   *
   * @throws IllegalArgumentException unless each is a {@link RecordMetaDataIndex} within range
   */
  @Override
  public final List<Record> loadFromMetaData(List<RecordMetaData> metaData) {
    List<Record> records = new ArrayList<>();
    for (RecordMetaData place : metaData) {
      if (!(place instanceof RecordMetaDataIndex index)
          || index.getIndex() < 0
          || index.getIndex() >= images().labels.length) {
        throw new IllegalArgumentException(
            place + " is not a record index between 0 and " + (images().labels.length - 1));
      }
      records.add(new org.datavec.api.records.impl.Record(record((int) index.getIndex()), place));
    }
    return records;
  }

  /** Unsupported: images and labels come from whole files, see {@link #initialize}. */
  @Override
  public final List<Writable> record(URI uri, DataInputStream stream) {
    throw new UnsupportedOperationException("not supported; use initialize(InputSplit)");
  }

  /** The class names, in label order. */
  @Override
  public final List<String> getLabels() {
    return classNames;
  }

  @Override
  public final void reset() {
    next = 0;
  }

  @Override
  public final boolean resetSupported() {
    return true;
  }

  @Override
  public final void setConf(Configuration conf) {
    configuration = conf;
  }

  @Override
  public final Configuration getConf() {
    return configuration;
  }

  @Override
  public final void close() {
    images = null;
  }
}
