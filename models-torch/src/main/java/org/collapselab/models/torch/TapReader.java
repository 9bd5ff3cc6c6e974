package org.collapselab.models.torch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Copies the activations that are asked for, and means over space, summed in FP64. */
final class TapReader implements TorchModel.Taps {
  private final Map<String, double[]> copies = new LinkedHashMap<>();

  TapReader(Collection<String> wanted) {
    wanted.forEach(tap -> copies.put(tap, new double[0])); // in the order asked for
  }

  @Override
  public void see(String tap, Tensor activation) {
    copies.computeIfPresent(tap, (name, none) -> TensorPlace.values(activation));
    copies.computeIfPresent(tap.replace(":", ".pooled:"), (name, none) -> pooled(activation));
  }

  private static double[] pooled(Tensor activation) {
    ScalarTypeOptional fp64 = new ScalarTypeOptional(ScalarType.Double);
    return TensorPlace.values(activation.mean(new long[] {2, 3}, false, fp64));
  }

  Map<String, double[]> copies() {
    return copies;
  }
}
