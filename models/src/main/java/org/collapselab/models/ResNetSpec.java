package org.collapselab.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.collapselab.theory.Activation;

/**
 * A residual network for small images: a 3×3 stem, stages of {@link ResidualBlock}s, the mean over
 * space, and a head W_1 … W_L with σ between. H_1 is what the mean gives; it is not negative.
 *
 * <pre>
 * stem     3×3 convolution, batch norm, ReLU
 * s1b1 …   ReLU(BN(conv 3×3 · ReLU(BN(conv 3×3 · x))) + shortcut(x))
 * pool     mean over space: H_1
 * fc1 …    W_1 … W_L
 * </pre>
 *
 * Images and flattened taps are channels × height × width, the last varying fastest. The weights of
 * a k×k convolution are the d_out × (d_in·k·k) matrix that acts on flattened patches; its columns
 * are ordered in the same way.
 *
 * <p>Taps: {@code s1b1.conv1:pre} after a convolution; {@code s1b1.bn1:pre} after batch norm and
 * {@code s1b1.bn1:post} after its ReLU, where there is one; {@code s1b1.add:pre} and {@code :post}
 * around the ReLU after the addition; likewise {@code stem.conv}, {@code stem.bn}, {@code
 * s2b1.shortcut.conv} and {@code s2b1.shortcut.bn}. Each of them is followed by its mean over
 * space, {@code s1b1.conv1.pooled:pre} and so on. {@code pool:pre} is H_1. Batch norm uses running
 * statistics there.
 *
 * @param channels of an image: 3 for CIFAR, 1 for MNIST
 * @param height of an image
 * @param width of an image
 * @param widths channels in each stage
 * @param blocksPerStage residual blocks in each stage
 * @param shortcut of blocks that change the shape
 * @param headWidths widths between the L = {@code headWidths.size()} + 1 matrices of the head
 * @param headActivation σ between them
 * @param outputs K classes or regression targets
 * @param headBias biases in the head (the DUFM has none)
 * @param initGain factor on the He standard deviation √(2/d_in) of the initial weights, d_in·k·k
 *     for convolutions
 */
public record ResNetSpec(
    int channels,
    int height,
    int width,
    List<Integer> widths,
    int blocksPerStage,
    Shortcut shortcut,
    List<Integer> headWidths,
    Activation headActivation,
    int outputs,
    boolean headBias,
    double initGain)
    implements Architecture {

  public ResNetSpec {
    widths = List.copyOf(widths);
    headWidths = List.copyOf(headWidths);
    Objects.requireNonNull(shortcut, "shortcut");
    Objects.requireNonNull(headActivation, "headActivation");
    requirePositive("widths", widths);
    requirePositive("headWidths", headWidths);
    requirePositive("channels, height, width", List.of(channels, height, width));
    requirePositive("blocksPerStage, outputs", List.of(blocksPerStage, outputs));
    if (widths.isEmpty()) {
      throw new IllegalArgumentException("widths must name at least one stage");
    }
    if (shortcut == Shortcut.IDENTITY && !widths.equals(widths.stream().sorted().toList())) {
      throw new IllegalArgumentException(
          "identity shortcuts cannot drop channels, so widths must not fall; got " + widths);
    }
  }

  /** With ReLU in the head. */
  public ResNetSpec(
      int channels,
      int height,
      int width,
      List<Integer> widths,
      int blocksPerStage,
      Shortcut shortcut,
      List<Integer> headWidths,
      int outputs,
      boolean headBias,
      double initGain) {
    this(
        channels,
        height,
        width,
        widths,
        blocksPerStage,
        shortcut,
        headWidths,
        Activation.RELU,
        outputs,
        headBias,
        initGain);
  }

  private static void requirePositive(String what, List<Integer> values) {
    if (values.stream().anyMatch(v -> v < 1)) {
      throw new IllegalArgumentException(what + " must be ≥ 1, got " + values);
    }
  }

  /**
   * He et al. 2016 (arXiv 1512.03385), sec. 4.2: three stages of 16, 32 and 64 channels on 3×32×32
   * images, one matrix as head.
   *
   * @param depth 6n + 2, usually 20, 32, 44 or 56
   */
  public static ResNetSpec cifar(int depth, Shortcut shortcut, int outputs) {
    if (depth < 8 || depth % 6 != 2) {
      throw new IllegalArgumentException(
          "depth must be 6n + 2 with n ≥ 1 (20, 32, 44, 56, …), got " + depth);
    }
    return new ResNetSpec(
        3, 32, 32, List.of(16, 32, 64), depth / 6, shortcut, List.of(), outputs, false, 1);
  }

  /** ResNet-18 with the 3×3 stem that suits 32×32 images: 64 to 512 channels, projections. */
  public static ResNetSpec resNet18(int outputs) {
    List<Integer> widths = List.of(64, 128, 256, 512);
    return new ResNetSpec(3, 32, 32, widths, 2, Shortcut.PROJECTION, List.of(), outputs, false, 1);
  }

  /** The residual blocks from input to output. */
  public List<ResidualBlock> blocks() {
    List<ResidualBlock> blocks = new ArrayList<>();
    int inputChannels = widths.get(0);
    int h = height;
    int w = width;
    for (int stage = 1; stage <= widths.size(); stage++) {
      for (int block = 1; block <= blocksPerStage; block++) {
        int stride = stage > 1 && block == 1 ? 2 : 1;
        h = (h - 1) / stride + 1;
        w = (w - 1) / stride + 1;
        String name = "s" + stage + "b" + block;
        int out = widths.get(stage - 1);
        blocks.add(new ResidualBlock(name, inputChannels, out, stride, h, w));
        inputChannels = out;
      }
    }
    return blocks;
  }

  @Override
  public List<LayerInfo> layers(Penalties penalties) {
    List<LayerInfo> layers = new ArrayList<>();
    layers.add(convolution("stem.conv", channels, widths.get(0), 3, penalties));
    for (ResidualBlock b : blocks()) {
      layers.add(convolution(b.name() + ".conv1", b.inputChannels(), b.channels(), 3, penalties));
      layers.add(convolution(b.name() + ".conv2", b.channels(), b.channels(), 3, penalties));
      if (b.changesShape() && shortcut == Shortcut.PROJECTION) {
        String name = b.name() + ".shortcut.conv";
        layers.add(convolution(name, b.inputChannels(), b.channels(), 1, penalties));
      }
    }
    for (int l = 1; l <= headDepth(); l++) {
      layers.add(headLayer(l, penalties));
    }
    return layers;
  }

  private static LayerInfo convolution(
      String name, int in, int out, int kernel, Penalties penalties) {
    return new LayerInfo(
        name,
        0,
        in * kernel * kernel,
        out,
        false,
        Activation.LINEAR,
        penalties.l2(0),
        penalties.decoupledWeightDecay());
  }

  private LayerInfo headLayer(int l, Penalties penalties) {
    boolean last = l == headDepth();
    return new LayerInfo(
        "fc" + l,
        l,
        l == 1 ? features() : headWidths.get(l - 2),
        last ? outputs : headWidths.get(l - 1),
        headBias,
        last ? Activation.LINEAR : headActivation,
        penalties.l2(l),
        penalties.decoupledWeightDecay());
  }

  /** d_1, the dimension of H_1. */
  private int features() {
    return widths.get(widths.size() - 1);
  }

  @Override
  public int headDepth() {
    return headWidths.size() + 1;
  }

  @Override
  public String headInputTap() {
    return "pool:pre";
  }

  @Override
  public Map<String, Integer> taps() {
    Map<String, Integer> taps = new LinkedHashMap<>();
    addImageTaps(
        taps, widths.get(0), height * width, "stem.conv:pre", "stem.bn:pre", "stem.bn:post");
    for (ResidualBlock b : blocks()) {
      int pixels = b.height() * b.width();
      List.of("conv1:pre", "bn1:pre", "bn1:post", "conv2:pre", "bn2:pre")
          .forEach(tap -> addImageTaps(taps, b.channels(), pixels, b.name() + "." + tap));
      if (b.changesShape() && shortcut == Shortcut.PROJECTION) {
        String path = b.name() + ".shortcut.";
        addImageTaps(taps, b.channels(), pixels, path + "conv:pre", path + "bn:pre");
      }
      addImageTaps(taps, b.channels(), pixels, b.name() + ".add:pre", b.name() + ".add:post");
    }
    taps.put(headInputTap(), features());
    for (LayerInfo layer : layers(Penalties.none(headDepth()))) {
      if (layer.inHead()) {
        taps.put(layer.preTap(), layer.outputs());
        taps.put(layer.postTap(), layer.outputs());
      }
    }
    return Collections.unmodifiableMap(taps);
  }

  private static void addImageTaps(
      Map<String, Integer> taps, int channels, int pixels, String... names) {
    for (String name : names) {
      taps.put(name, channels * pixels);
      taps.put(name.replace(":", ".pooled:"), channels);
    }
  }

  @Override
  public long parameters() {
    List<LayerInfo> layers = layers(Penalties.none(headDepth()));
    long batchNorm =
        layers.stream().filter(l -> !l.inHead()).mapToLong(l -> 2L * l.outputs()).sum();
    return batchNorm + layers.stream().mapToLong(LayerInfo::parameters).sum();
  }
}
