package org.collapselab.models.torch;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.collapselab.models.KeptSet;
import org.collapselab.models.Pick;
import org.collapselab.models.TrainingSet;

/**
 * A training set in tensors, in FP32. Rows are gathered, and views shown, by copying values, which
 * is exact and the same on every device.
 *
 * @param inputs N×d without views; else N×C×(d/C + 1), where each channel ends with its border
 * @param targets N×K
 * @param views V×d/C places in a channel
 */
record ResidentSet(
    TorchNetwork network, TensorPlace place, Tensor inputs, Tensor targets, Optional<Tensor> views)
    implements KeptSet {
  /** The set may take up one part in so many of the memory that arrays may take up. */
  private static final int SHARE = 8;

  /** Values that are copied at once; 16 MB. */
  private static final int BLOCK = 1 << 22;

  /** Whether there is room for it. */
  static boolean fits(TrainingSet set) {
    long values = set.inputs() + set.outputs() + (set.hasViews() ? set.channels() : 0);
    return Float.BYTES * values * set.size() <= Pointer.maxBytes() / SHARE;
  }

  static ResidentSet of(TrainingSet set, TensorPlace place, TorchNetwork network) {
    try (PointerScope scope = new PointerScope()) {
      int wide = set.inputs() + (set.hasViews() ? set.channels() : 0);
      Tensor inputs = filled(set.size(), wide, place, (row, to, at) -> input(set, row, to, at));
      Tensor targets = filled(set.size(), set.outputs(), place, set::copyTargets);
      Tensor shaped =
          set.hasViews() ? inputs.view(set.size(), set.channels(), wide / set.channels()) : inputs;
      return new ResidentSet(
          network,
          place,
          shaped.retainReference(),
          targets.retainReference(),
          set.hasViews() ? Optional.of(viewTable(set, place).retainReference()) : Optional.empty());
    }
  }

  @FunctionalInterface
  private interface Row {
    void copy(int row, float[] target, int offset);
  }

  private static Tensor filled(int rows, int wide, TensorPlace place, Row row) {
    Tensor all = place.floats(new float[] {0}, 1, 1).repeat(rows, wide);
    int atOnce = Math.max(1, BLOCK / wide);
    for (int from = 0; from < rows; from += atOnce) {
      int count = Math.min(atOnce, rows - from);
      float[] block = new float[count * wide];
      for (int i = 0; i < count; i++) {
        row.copy(from + i, block, i * wide);
      }
      try (PointerScope scope = new PointerScope()) {
        all.narrow(0, from, count).copy_(place.floats(block, count, wide));
      }
    }
    return all;
  }

  /** With the border behind each channel, if there are views. */
  private static void input(TrainingSet set, int row, float[] target, int offset) {
    set.copyInputs(row, target, offset);
    if (set.hasViews()) {
      int area = set.inputs() / set.channels();
      for (int channel = set.channels() - 1; channel >= 0; channel--) {
        int to = offset + channel * (area + 1);
        System.arraycopy(target, offset + channel * area, target, to, area);
        target[to + area] = set.border(channel);
      }
    }
  }

  private static Tensor viewTable(TrainingSet set, TensorPlace place) {
    int[][] views = set.views();
    long[] places = Arrays.stream(views).flatMapToInt(IntStream::of).asLongStream().toArray();
    return place.integers(places, views.length, views[0].length);
  }

  @Override
  public double step(Pick pick) {
    return network.step(() -> samples(pick), () -> gathered(targets, pick.rows()));
  }

  private Tensor samples(Pick pick) {
    Tensor picked = gathered(inputs, pick.rows());
    if (views.isEmpty()) {
      return picked;
    }
    Tensor places = views.get().index_select(0, numbers(pick.views())).unsqueeze(1);
    return picked
        .gather(2, places.expand(places.size(0), picked.size(1), places.size(2)))
        .flatten(1, 2);
  }

  private Tensor gathered(Tensor all, int[] rows) {
    return place.inPrecision(all.index_select(0, numbers(rows)));
  }

  private Tensor numbers(int[] values) {
    return place.integers(Arrays.stream(values).asLongStream().toArray(), values.length);
  }

  @Override
  public void close() {
    inputs.close();
    targets.close();
    views.ifPresent(Tensor::close);
  }
}
