package org.collapselab.models.torch;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Copies the activations that are asked for, and means over space, summed in FP64. From a card all
 * of one precision are copied together, since each copy waits for the card.
 */
final class TapReader implements TorchModel.Taps {
  private final Map<String, double[]> copies = new LinkedHashMap<>();
  private final Map<String, Tensor> waiting = new LinkedHashMap<>();
  private final boolean together;

  /**
   * @param together whether activations are copied at the end instead of one by one
   */
  TapReader(Collection<String> wanted, boolean together) {
    this.together = together;
    wanted.forEach(tap -> copies.put(tap, new double[0])); // in the order asked for
  }

  @Override
  public void see(String tap, Tensor activation) {
    read(tap, activation);
    String pooled = tap.replace(":", ".pooled:");
    if (copies.containsKey(pooled)) {
      ScalarTypeOptional fp64 = new ScalarTypeOptional(ScalarType.Double);
      read(pooled, activation.mean(new long[] {2, 3}, false, fp64));
    }
  }

  private void read(String tap, Tensor values) {
    if (!copies.containsKey(tap)) {
      return;
    }
    if (together) {
      waiting.put(tap, values.contiguous().flatten());
    } else {
      copies.put(tap, TensorPlace.values(values));
    }
  }

  /** To be called while the tensors of the pass are open. */
  Map<String, double[]> copies() {
    for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.Double}) {
      Map<String, Tensor> same = new LinkedHashMap<>(waiting);
      same.values().removeIf(tensor -> tensor.scalar_type().intern() != type);
      if (!same.isEmpty()) {
        copyTogether(same);
      }
    }
    return copies;
  }

  private void copyTogether(Map<String, Tensor> tensors) {
    TensorVector parts = new TensorVector(tensors.values().toArray(new Tensor[0]));
    double[] all = TensorPlace.values(torch.cat(parts));
    int from = 0;
    for (Map.Entry<String, Tensor> part : tensors.entrySet()) {
      int to = from + Math.toIntExact(part.getValue().numel());
      copies.put(part.getKey(), Arrays.copyOfRange(all, from, to));
      from = to;
    }
  }
}
