package org.collapselab.trainer.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.datasets.arrays.ArrayInfo;
import org.collapselab.datasets.arrays.ArraySource;
import org.collapselab.datasets.arrays.RowReader;
import org.collapselab.hooks.FeatureBatch;
import org.collapselab.hooks.FeatureConsumer;
import org.collapselab.hooks.FeatureSource;
import org.collapselab.hooks.Tap;

/**
 * Features in files as batches of rows. Besides the block of rows that is being read, nothing of
 * them is kept. Outputs of the head that are not in the files are computed from H_1.
 */
final class FeatureArrays implements FeatureSource {
  /** Values of a batch, all arrays together: 16 MB. */
  private static final long BATCH_VALUES = 1 << 21;

  private static final int MOST_ROWS = 1024;

  /** Larger values cannot be squared and summed in FP64. */
  private static final double LARGEST = 1e150;

  private final ArraySource source;
  private final SampleLabels labels;
  private final Optional<String> logits;
  private final Optional<HeadChain> head;
  private final List<Tap> taps;
  private final Map<String, Integer> arrays = new LinkedHashMap<>();
  private final Map<Tap, TapArray> stored = new LinkedHashMap<>();
  private final Map<Tap, Integer> computed = new LinkedHashMap<>();
  private final int batchRows;
  private final LongConsumer advanced;
  private double outputGap;

  /**
   * @param logits name of the array; empty to take the output of the head, if there is one
   * @param taps those that batches deliver: each in the layout, or an output of the head
   * @param advanced told how many rows were read since it was last told
   * @throws ArrayException if an array has another number of rows than the labels, or a tap is too
   *     wide for its class means
   */
  FeatureArrays(
      ArraySource source,
      Layout layout,
      SampleLabels labels,
      Optional<String> logits,
      Optional<HeadChain> head,
      List<Tap> taps,
      LongConsumer advanced) {
    this.source = source;
    this.labels = labels;
    this.logits = logits;
    this.head = head;
    this.taps = List.copyOf(taps);
    this.advanced = advanced;
    for (Tap tap : taps) {
      Optional<TapArray> of = layout.tap(tap);
      if (of.isPresent()) {
        stored.put(tap, of.get());
        arrays.put(of.get().array(), of.get().stored());
      } else {
        computed.put(tap, head.orElseThrow().dimension(tap));
      }
      requireFitting(tap);
    }
    logits.ifPresent(name -> arrays.put(name, labels.classes()));
    arrays.keySet().forEach(this::requireRows);
    logits.ifPresent(this::requireLogits);
    this.batchRows = batchRows();
  }

  private void requireFitting(Tap tap) {
    if ((long) labels.classes() * dimension(tap) > Integer.MAX_VALUE - 8) {
      throw new ArrayException(
          "%s: %d class means of %d values at %s are 2³¹ numbers or more"
              .formatted(source.path(), labels.classes(), dimension(tap), tap));
    }
  }

  private void requireRows(String array) {
    ArrayInfo info = source.info(array);
    if (info.rows() != labels.samples()) {
      throw new ArrayException(
          "%s: %s has the shape %s, but there are %d labels; the first axis is the sample"
              .formatted(source.path(), array, info.shown(), labels.samples()));
    }
  }

  private void requireLogits(String array) {
    ArrayInfo info = source.info(array);
    if (info.axes() != 2 || info.rowLength() != labels.classes()) {
      throw new ArrayException(
          "%s: %s has the shape %s; expected (%d, %d), one column per class"
              .formatted(source.path(), array, info.shown(), labels.samples(), labels.classes()));
    }
  }

  /** The same in every pass; the numbers do not depend on it. */
  private int batchRows() {
    long values = arrays.values().stream().mapToLong(Integer::longValue).sum();
    values += computed.values().stream().mapToLong(Integer::longValue).sum();
    long rows = Math.max(1, BATCH_VALUES / Math.max(1, values));
    return (int) Math.min(Math.min(rows, MOST_ROWS), labels.samples());
  }

  /**
   * {@link HeadChain#outputGap} over the first batch that was streamed; 0 unless there are logits
   * and a head.
   */
  double outputGap() {
    return outputGap;
  }

  @Override
  public int classes() {
    return labels.classes();
  }

  @Override
  public List<Tap> taps() {
    return taps;
  }

  @Override
  public int dimension(Tap tap) {
    TapArray of = stored.get(tap);
    return of == null ? computed.get(tap) : of.dimension();
  }

  @Override
  public boolean hasLogits() {
    return logits.isPresent() || head.isPresent();
  }

  @Override
  public void stream(FeatureConsumer consumer) {
    Pass pass = new Pass();
    try {
      for (int from = 0; from < labels.samples(); from += batchRows) {
        int rows = Math.min(batchRows, labels.samples() - from);
        consumer.accept(pass.next(from, rows));
        advanced.accept(rows);
      }
    } finally {
      pass.close();
    }
  }

  /** One pass over the files. */
  private final class Pass {
    private final Map<String, RowReader> readers = new LinkedHashMap<>();
    private final Map<String, double[]> blocks = new LinkedHashMap<>();
    private final Map<Tap, double[]> pooled = new LinkedHashMap<>();
    private final Map<Tap, double[]> outputs = new LinkedHashMap<>();

    Pass() {
      arrays.forEach((name, length) -> blocks.put(name, new double[batchRows * length]));
      stored.forEach(
          (tap, of) -> {
            if (of.space() > 1) {
              pooled.put(tap, new double[batchRows * of.dimension()]);
            }
          });
      computed.forEach((tap, d) -> outputs.put(tap, new double[batchRows * d]));
      arrays.keySet().forEach(name -> readers.put(name, source.rows(name)));
    }

    FeatureBatch next(int from, int rows) {
      readers.forEach(
          (name, reader) -> {
            reader.read(blocks.get(name), rows);
            requireSound(name, from, rows);
          });
      Map<Tap, double[]> values = new LinkedHashMap<>();
      stored.forEach(
          (tap, of) -> {
            double[] block = blocks.get(of.array());
            double[] means = pooled.get(tap);
            if (means != null) {
              pool(block, means, rows * of.dimension(), of.space());
            }
            values.put(tap, means == null ? block : means);
          });
      head.ifPresent(chain -> chain.complete(values, outputs, rows));
      double[] z =
          logits
              .map(blocks::get)
              .or(() -> head.map(chain -> values.get(chain.output())))
              .orElseGet(() -> new double[0]);
      if (from == 0 && logits.isPresent() && head.isPresent()) {
        outputGap = head.get().outputGap(values, z, rows);
      }
      int[] classes = Arrays.copyOfRange(labels.values(), from, from + rows);
      return new FeatureBatch(rows, classes, z, values);
    }

    private void requireSound(String name, int from, int rows) {
      double[] block = blocks.get(name);
      int length = arrays.get(name);
      for (int i = 0; i < rows * length; i++) {
        if (!(Math.abs(block[i]) < LARGEST)) {
          throw new ArrayException(
              "%s: %s is %s at sample %d, value %d; every value must be finite and below 1e150"
                  .formatted(source.path(), name, block[i], from + i / length, i % length));
        }
      }
    }

    private void close() {
      List<RowReader> open = new ArrayList<>(readers.values());
      open.forEach(RowReader::close);
    }
  }

  private static void pool(double[] block, double[] means, int count, int space) {
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int j = i * space; j < (i + 1) * space; j++) {
        sum += block[j];
      }
      means[i] = sum / space;
    }
  }
}
