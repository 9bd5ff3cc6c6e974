package org.collapselab.models.torch;

import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.collapselab.models.Architecture;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.Optimizer;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.TrainingSpec;

/**
 * The parameters of a fresh network, in the order of the other engine's states: W_ij ~ N(0,
 * gain²·2/d_in) drawn on the host from the run's seed, biases 0, batch norm γ = 1, β = 0, mean 0,
 * variance 1.
 */
final class Initial {
  private final TrainingSpec training;
  private final TensorPlace place;
  private final double gain;
  private final boolean images;
  private final Random random;
  private final List<Parameter> parameters = new ArrayList<>();

  private Initial(Architecture architecture, TrainingSpec training, TensorPlace place) {
    this.training = training;
    this.place = place;
    this.images = architecture instanceof ResNetSpec;
    this.gain =
        architecture instanceof ResNetSpec resNet
            ? resNet.initGain()
            : ((MlpSpec) architecture).initGain();
    this.random = new Random(training.seed());
  }

  static List<Parameter> parameters(
      Architecture architecture, TrainingSpec training, TensorPlace place) {
    try (PointerScope scope = new PointerScope()) {
      Initial initial = new Initial(architecture, training, place);
      architecture.layers(training.penalties()).forEach(initial::add);
      return initial.parameters;
    }
  }

  private void add(LayerInfo layer) {
    if (images && !layer.inHead()) {
      addConvolution(layer);
    } else {
      addDense(layer);
    }
  }

  /** With the batch norm that follows it. */
  private void addConvolution(LayerInfo layer) {
    int kernel = layer.name().contains("shortcut") ? 1 : 3;
    long[] shape = {layer.outputs(), layer.inputs() / (kernel * kernel), kernel, kernel};
    Tensor w = place.tensor(drawn(layer, false), shape).contiguous(MemoryFormat.ChannelsLast);
    addTrained(
        layer.name() + "_W",
        LongStream.of(shape).boxed().toList(),
        w,
        layer.l2(),
        layer.decoupledWeightDecay());
    String norm = TorchResNet.norm(layer.name());
    addTrained(norm + "_gamma", channels(layer), filled(1, layer), 0, 0);
    addTrained(norm + "_beta", channels(layer), filled(0, layer), 0, 0);
    addStatistic(norm + "_mean", filled(0, layer), layer);
    addStatistic(norm + "_var", filled(1, layer), layer);
  }

  private void addDense(LayerInfo layer) {
    List<Long> listed = List.of((long) layer.inputs(), (long) layer.outputs());
    Tensor w = place.tensor(drawn(layer, true), layer.outputs(), layer.inputs());
    addTrained(layer.name() + "_W", listed, w, layer.l2(), layer.decoupledWeightDecay());
    if (layer.bias()) {
      addTrained(layer.name() + "_b", channels(layer), filled(0, layer), 0, 0);
    }
  }

  /** Dense weights are drawn input by input, kernels output by output. */
  private double[] drawn(LayerInfo layer, boolean byInput) {
    double deviation = gain * Math.sqrt(2.0 / layer.inputs());
    double[] w = new double[layer.outputs() * layer.inputs()];
    for (int i = 0; i < w.length; i++) {
      int place = byInput ? i % layer.outputs() * layer.inputs() + i / layer.outputs() : i;
      w[place] = deviation * random.nextGaussian();
    }
    return w;
  }

  private static List<Long> channels(LayerInfo layer) {
    return List.of((long) layer.outputs());
  }

  private Tensor filled(double value, LayerInfo layer) {
    double[] values = new double[layer.outputs()];
    Arrays.fill(values, value);
    return place.tensor(values, layer.outputs());
  }

  private void addTrained(String name, List<Long> listed, Tensor values, double l2, double decay) {
    boolean moves = training.optimizer().kind() != Optimizer.Kind.SGD;
    Tensor velocity = moves ? zeros_like(values).retainReference() : null;
    Tensor kept = values.retainReference();
    kept.set_requires_grad(true);
    parameters.add(new Parameter(name, listed, kept, velocity, true, l2, decay));
  }

  private void addStatistic(String name, Tensor values, LayerInfo layer) {
    Tensor kept = values.retainReference();
    parameters.add(new Parameter(name, channels(layer), kept, null, false, 0, 0));
  }
}
