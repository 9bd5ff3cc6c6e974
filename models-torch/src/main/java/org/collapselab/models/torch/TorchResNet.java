package org.collapselab.models.torch;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.constant_pad_nd;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.thnn_conv2d;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.ResidualBlock;
import org.collapselab.models.Shortcut;

/**
 * The residual network of {@link ResNetSpec}. Batch norm's running variance is libtorch's, the
 * unbiased one, as in the other engine.
 */
record TorchResNet(ResNetSpec spec, TorchMlp head, Parameters parameters, TensorPlace place)
    implements TorchModel {
  private static final double STATISTICS_RATE = 0.1;
  private static final double EPSILON = 1e-5;

  /**
   * Where 1×1 kernels have fewer input channels, oneDNN 3.5 writes beyond the end of their FP32
   * gradient.
   */
  private static final int LANES = 8;

  /** Name of the batch norm after a convolution. */
  static String norm(String convolution) {
    return convolution.replace("conv", "bn");
  }

  /** Channels last in memory, where libtorch's convolutions are fastest. */
  @Override
  public Tensor inputs(Tensor samples) {
    return samples
        .view(-1, spec.channels(), spec.height(), spec.width())
        .contiguous(MemoryFormat.ChannelsLast);
  }

  @Override
  public Tensor logits(Tensor inputs, boolean training, Taps taps) {
    Pass pass = new Pass(training, taps);
    Tensor x = pass.seenRelu("stem.bn", pass.normed("stem.conv", 1, inputs));
    for (ResidualBlock block : spec.blocks()) {
      x = pass.block(block, x);
    }
    Tensor features = x.mean(new long[] {2, 3}, false, new ScalarTypeOptional());
    taps.see(spec.headInputTap(), features);
    return head.logits(features, training, taps);
  }

  private final class Pass {
    private final boolean training;
    private final Taps taps;

    Pass(boolean training, Taps taps) {
      this.training = training;
      this.taps = taps;
    }

    Tensor block(ResidualBlock b, Tensor x) {
      String name = b.name();
      Tensor y = seenRelu(name + ".bn1", normed(name + ".conv1", b.stride(), x));
      y = normed(name + ".conv2", 1, y);
      Tensor sum = y.add(b.changesShape() ? shortcut(b, x) : x);
      taps.see(name + ".add:pre", sum);
      return seenRelu(name + ".add", sum);
    }

    private Tensor shortcut(ResidualBlock b, Tensor x) {
      if (spec.shortcut() == Shortcut.PROJECTION) {
        return normed(b.name() + ".shortcut.conv", b.stride(), x);
      }
      return constant_pad_nd(
          everyNth(everyNth(x, 2, b.stride()), 3, b.stride()),
          0,
          0,
          0,
          0,
          0,
          b.channels() - b.inputChannels());
    }

    private Tensor everyNth(Tensor x, long dimension, long n) {
      return x.slice(dimension, new LongOptional(), new LongOptional(), n);
    }

    Tensor seenRelu(String name, Tensor x) {
      Tensor y = relu(x);
      taps.see(name + ":post", y);
      return y;
    }

    /** A convolution and its batch norm. */
    Tensor normed(String name, long stride, Tensor x) {
      Tensor w = parameters.get(name + "_W");
      Tensor z = convolved(x, w, stride);
      taps.see(name + ":pre", z);
      String norm = norm(name);
      Tensor y =
          batch_norm(
              z,
              optional(norm + "_gamma"),
              optional(norm + "_beta"),
              optional(norm + "_mean"),
              optional(norm + "_var"),
              training,
              STATISTICS_RATE,
              EPSILON,
              place.isGpu());
      taps.see(norm + ":pre", y);
      return y;
    }

    private Tensor convolved(Tensor x, Tensor w, long stride) {
      long side = w.size(2);
      long padding = side / 2;
      long[] strides = {stride, stride};
      long[] paddings = {padding, padding};
      if (side == 1 && w.size(1) < LANES) {
        return thnn_conv2d(x, w, new long[] {1, 1}, new TensorOptional(), strides, paddings);
      }
      return conv2d(x, w, new TensorOptional(), strides, paddings, new long[] {1, 1}, 1);
    }

    private TensorOptional optional(String parameter) {
      return new TensorOptional(parameters.get(parameter));
    }
  }
}
