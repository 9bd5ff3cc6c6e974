package org.collapselab.benchmarks;

import static org.bytedeco.pytorch.global.torch.mm;
import static org.bytedeco.pytorch.global.torch.relu;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;

/** Gradient descent on the DUFM with libtorch's own backward pass and an in-place update. */
final class LibtorchAutograd implements LibtorchDescent {
  private final DufmSpec spec;
  private final List<Tensor> start;
  private final List<Tensor> factors;
  private final Tensor labels;
  private final Scalar scale;
  private final Scalar rate;
  private final List<Scalar> shrink;

  LibtorchAutograd(DufmPoint start, double learningRate) {
    spec = start.spec();
    this.start = start.factors().stream().map(Tensors::of).toList();
    factors = start.factors().stream().map(f -> Tensors.of(f).set_requires_grad(true)).toList();
    labels = Tensors.labels(spec);
    scale = new Scalar(0.5 / spec.columns());
    rate = new Scalar(-learningRate);
    shrink = LibtorchDescent.shrinkage(spec, learningRate);
  }

  @Override
  public void descend(int steps) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      for (int i = 0; i < factors.size(); i++) {
        factors.get(i).copy_(start.get(i));
      }
    }
    for (int step = 0; step < steps; step++) {
      try (PointerScope scope = new PointerScope()) {
        step();
      }
    }
  }

  private void step() {
    Tensor h = factors.get(0);
    for (int l = 1; l < spec.depth(); l++) {
      h = relu(mm(factors.get(l), h));
    }
    Tensor logits = mm(factors.get(spec.depth()), h);
    logits.sub(labels).square().sum().mul(scale).backward();
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int i = 0; i < factors.size(); i++) {
        Tensor factor = factors.get(i);
        Tensor gradient = factor.mutable_grad();
        factor.mul_(shrink.get(i)).add_(gradient, rate);
        gradient.reset(); // so that the next backward pass stores its gradient instead of adding it
      }
    }
  }

  @Override
  public List<double[]> reached() {
    return factors.stream().map(factor -> Tensors.values(factor.detach())).toList();
  }
}
