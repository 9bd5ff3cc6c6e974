package org.collapselab.models.torch;

import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.relu;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.collapselab.models.LayerInfo;
import org.collapselab.theory.Activation;

/** A stack of dense layers. */
record TorchMlp(List<LayerInfo> layers, Parameters parameters) implements TorchModel {

  @Override
  public Tensor inputs(Tensor samples) {
    return samples;
  }

  @Override
  public Tensor logits(Tensor inputs, boolean training, Taps taps) {
    Tensor h = inputs;
    for (LayerInfo layer : layers) {
      Tensor z = linear(h, parameters.get(layer.name() + "_W"), bias(layer));
      taps.see(layer.preTap(), z);
      h = z;
      if (layer.activation() != Activation.LINEAR) {
        h = relu(z);
        taps.see(layer.postTap(), h);
      }
    }
    return h;
  }

  private TensorOptional bias(LayerInfo layer) {
    return layer.bias()
        ? new TensorOptional(parameters.get(layer.name() + "_b"))
        : new TensorOptional();
  }
}
