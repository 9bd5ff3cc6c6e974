package org.collapselab.benchmarks;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.collapselab.models.Batch;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Network;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.ResidualBlock;

/** A residual network with projections in libtorch, with the weights of another. */
final class LibtorchResNet {
  private static final double BATCH_NORM_MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  private record Norm(Tensor gamma, Tensor beta, Tensor mean, Tensor variance) {}

  private final ResNetSpec spec;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Map<String, Norm> norms = new HashMap<>();

  private LibtorchResNet(ResNetSpec spec, Network network, MemoryFormat layout) {
    this.spec = spec;
    for (LayerInfo layer : network.layers()) {
      weights.put(layer.name(), weight(network, layer, layout).set_requires_grad(true));
      if (!layer.inHead()) {
        long channels = layer.outputs();
        norms.put(
            layer.name(),
            new Norm(
                ones(channels).set_requires_grad(true),
                zeros(channels).set_requires_grad(true),
                zeros(channels),
                ones(channels)));
      }
    }
  }

  private Tensor weight(Network network, LayerInfo layer, MemoryFormat layout) {
    if (layer.inHead()) {
      return LibtorchTraining.weight(network, layer.name(), layer.outputs(), layer.inputs());
    }
    int k = layer.name().contains("shortcut") ? 1 : 3;
    return LibtorchTraining.weight(
            network, layer.name(), layer.outputs(), layer.inputs() / (k * k), k, k)
        .contiguous(layout);
  }

  /**
   * @param layout of images and kernels: contiguous or channels last
   */
  static LibtorchTraining training(
      ResNetSpec spec, Network network, Batch batch, MemoryFormat layout) {
    LibtorchResNet model = new LibtorchResNet(spec, network, layout);
    List<Tensor> others = new ArrayList<>();
    model.norms.values().forEach(norm -> others.addAll(List.of(norm.gamma(), norm.beta())));
    Tensor images =
        Tensor.create(batch.inputs(), batch.rows(), spec.channels(), spec.height(), spec.width())
            .contiguous(layout);
    return new LibtorchTraining(model::logits, images, batch, model.weights, others);
  }

  private Tensor logits(Tensor images) {
    Tensor x = relu(convolution("stem.conv", 1, images));
    for (ResidualBlock block : spec.blocks()) {
      x = block(block, x);
    }
    Tensor features = x.mean(new long[] {2, 3}, false, new ScalarTypeOptional());
    return linear(features, weights.get("fc1"));
  }

  private Tensor block(ResidualBlock b, Tensor x) {
    Tensor y = relu(convolution(b.name() + ".conv1", b.stride(), x));
    y = convolution(b.name() + ".conv2", 1, y);
    Tensor side = b.changesShape() ? convolution(b.name() + ".shortcut.conv", b.stride(), x) : x;
    return relu(y.add(side));
  }

  /** With its batch norm. */
  private Tensor convolution(String name, long stride, Tensor x) {
    Tensor w = weights.get(name);
    long padding = w.size(2) / 2;
    Tensor z =
        conv2d(
            x,
            w,
            new TensorOptional(),
            new long[] {stride, stride},
            new long[] {padding, padding},
            new long[] {1, 1},
            1);
    Norm norm = norms.get(name);
    return batch_norm(
        z,
        new TensorOptional(norm.gamma()),
        new TensorOptional(norm.beta()),
        new TensorOptional(norm.mean()),
        new TensorOptional(norm.variance()),
        true,
        BATCH_NORM_MOMENTUM,
        EPSILON,
        false);
  }
}
