package org.collapselab.benchmarks;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.collapselab.models.Batch;
import org.collapselab.models.Network;
import org.ejml.data.DMatrixRMaj;

/**
 * Cross-entropy steps of libtorch on one batch with its own SGD with momentum: weights decay,
 * everything else does not.
 */
final class LibtorchTraining {
  private final UnaryOperator<Tensor> model;
  private final Tensor inputs;
  private final Tensor classes;
  private final Map<String, Tensor> weights;
  private final SGD decaying;
  private final SGD other;

  /**
   * @param inputs in the layout that the model takes
   * @param weights by the layers' names
   */
  LibtorchTraining(
      UnaryOperator<Tensor> model,
      Tensor inputs,
      Batch batch,
      Map<String, Tensor> weights,
      Collection<Tensor> others) {
    this.model = model;
    this.inputs = inputs;
    this.classes = classes(batch);
    this.weights = weights;
    this.decaying = optimizer(weights.values(), Steps.LAMBDA);
    this.other = optimizer(others, 0);
  }

  private static SGD optimizer(Collection<Tensor> parameters, double decay) {
    SGDOptions options = new SGDOptions(Steps.RATE);
    options.momentum().put(Steps.MOMENTUM);
    options.weight_decay().put(decay);
    TensorVector vector = new TensorVector();
    parameters.forEach(vector::push_back);
    return new SGD(vector, options);
  }

  private static Tensor classes(Batch batch) {
    int count = batch.targets().length / batch.rows();
    long[] classes = new long[batch.rows()];
    for (int i = 0; i < batch.targets().length; i++) {
      if (batch.targets()[i] == 1) {
        classes[i / count] = i % count;
      }
    }
    return Tensor.create(classes, batch.rows());
  }

  /** A layer's weights of a network, in another shape. */
  static Tensor weight(Network network, String layer, long... shape) {
    double[] values = network.weights(layer).getData();
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Tensor.create(floats, shape);
  }

  void steps(int count) {
    for (int step = 0; step < count; step++) {
      try (PointerScope scope = new PointerScope()) {
        decaying.zero_grad();
        other.zero_grad();
        cross_entropy_loss(model.apply(inputs), classes).backward();
        decaying.step();
        other.step();
      }
    }
  }

  /**
   * Takes the same few steps on both sides.
   *
   * @throws IllegalStateException if a weight matrix then differs by more than 10⁻³ of its norm,
   *     which is more than rounding in FP32
   */
  void checkAgreement(String peer, Network network, Batch batch) {
    for (int step = 0; step < Steps.COMPARED; step++) {
      network.step(batch);
    }
    steps(Steps.COMPARED);
    for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
      double gap = distance(network.weights(weight.getKey()), weight.getValue());
      if (!(gap <= 1e-3)) {
        throw new IllegalStateException(
            "after %d steps, %s differs by %.1e of its norm in %s"
                .formatted(Steps.COMPARED, weight.getKey(), gap, peer));
      }
    }
  }

  private static double distance(DMatrixRMaj ours, Tensor theirs) {
    float[] values = new float[ours.getNumElements()];
    Tensor contiguous = theirs.detach().contiguous();
    ((java.nio.FloatBuffer) contiguous.createBuffer()).get(values);
    double gap = 0;
    double norm = 0;
    for (int i = 0; i < values.length; i++) {
      gap += (values[i] - ours.data[i]) * (values[i] - ours.data[i]);
      norm += ours.data[i] * ours.data[i];
    }
    return Math.sqrt(gap / norm);
  }
}
