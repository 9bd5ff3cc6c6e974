package org.collapselab.benchmarks;

import static org.bytedeco.pytorch.global.torch.addmm_out;
import static org.bytedeco.pytorch.global.torch.baddbmm_out;
import static org.bytedeco.pytorch.global.torch.bmm_out;
import static org.bytedeco.pytorch.global.torch.mm_out;
import static org.bytedeco.pytorch.global.torch.stack;
import static org.bytedeco.pytorch.global.torch.threshold_backward_out;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;

/**
 * Gradient descent on the DUFM with a backward pass written out: every product goes into memory
 * allocated once, and the updates W_l ← (1 − ηλ_l)W_l − ηG_{l+1}σ(H_l)ᵀ are one call each. One seed
 * with mm, or several at once with bmm.
 */
final class LibtorchByHand implements LibtorchDescent {
  private static final Scalar ZERO = new Scalar(0.0);

  private final int depth;
  private final boolean batched;
  private final List<Tensor> start = new ArrayList<>();
  private final List<Tensor> factors = new ArrayList<>();
  private final List<Tensor> transposed = new ArrayList<>(); // views of W_lᵀ
  private final List<Tensor> post = new ArrayList<>(); // σ(H_{l+1}); the first is H_1
  private final List<Tensor> postTransposed = new ArrayList<>();
  private final List<Tensor> back = new ArrayList<>(); // ∂fit/∂H_{l+1}; the last is ∂fit/∂Z
  private final Tensor firstGradient; // ∂fit/∂W_1, since the step of H_1 needs the old W_1
  private final Tensor labels;
  private final Scalar perSample;
  private final Scalar minusPerSample;
  private final Scalar rate;
  private final List<Scalar> shrink;

  LibtorchByHand(List<DufmPoint> starts, double learningRate) {
    DufmSpec spec = starts.get(0).spec();
    depth = spec.depth();
    batched = starts.size() > 1;
    for (int i = 0; i <= depth; i++) {
      start.add(batched ? stacked(starts, i) : Tensors.of(starts.get(0).factors().get(i)));
      factors.add(start.get(i).clone());
      transposed.add(factors.get(i).transpose(-2, -1));
    }
    labels = batched ? Tensors.labels(spec).unsqueeze(0) : Tensors.labels(spec);
    for (int l = 0; l < depth; l++) {
      post.add(l == 0 ? factors.get(0) : factors.get(0).clone());
      postTransposed.add(post.get(l).transpose(-2, -1));
      back.add(factors.get(0).clone());
    }
    back.add(logits());
    firstGradient = factors.get(1).clone();
    perSample = new Scalar(1.0 / spec.columns());
    minusPerSample = new Scalar(-1.0 / spec.columns());
    rate = new Scalar(-learningRate);
    shrink = LibtorchDescent.shrinkage(spec, learningRate);
  }

  private static Tensor stacked(List<DufmPoint> starts, int factor) {
    TensorVector each = new TensorVector();
    starts.forEach(point -> each.push_back(Tensors.of(point.factors().get(factor))));
    return stack(each);
  }

  private Tensor logits() {
    Tensor weights = factors.get(depth);
    return batched ? weights.bmm(factors.get(0)) : weights.mm(factors.get(0));
  }

  @Override
  public void descend(int steps) {
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int i = 0; i <= depth; i++) {
        factors.get(i).copy_(start.get(i));
      }
      for (int step = 0; step < steps; step++) {
        try (PointerScope scope = new PointerScope()) {
          step();
        }
      }
    }
  }

  private void step() {
    for (int l = 1; l < depth; l++) {
      product(post.get(l), factors.get(l), post.get(l - 1));
      post.get(l).relu_();
    }
    error();
    for (int l = depth; l >= 2; l--) {
      product(back.get(l - 1), transposed.get(l), back.get(l));
      threshold_backward_out(back.get(l - 1), back.get(l - 1), post.get(l - 1), ZERO);
      add(factors.get(l), back.get(l), postTransposed.get(l - 1), shrink.get(l), rate);
    }
    product(firstGradient, back.get(1), postTransposed.get(0));
    add(factors.get(0), transposed.get(1), back.get(1), shrink.get(0), rate);
    factors.get(1).mul_(shrink.get(1)).add_(firstGradient, rate);
  }

  /** (Z − Y)/S. */
  private void error() {
    Tensor error = back.get(depth);
    if (batched) {
      baddbmm_out(
          error, labels, factors.get(depth), post.get(depth - 1), minusPerSample, perSample);
    } else {
      addmm_out(error, labels, factors.get(depth), post.get(depth - 1), minusPerSample, perSample);
    }
  }

  private void product(Tensor into, Tensor a, Tensor b) {
    if (batched) {
      bmm_out(into, a, b);
    } else {
      mm_out(into, a, b);
    }
  }

  /** into ← beta·into + alpha·AB. */
  private void add(Tensor into, Tensor a, Tensor b, Scalar beta, Scalar alpha) {
    if (batched) {
      into.baddbmm_(a, b, beta, alpha);
    } else {
      into.addmm_(a, b, beta, alpha);
    }
  }

  @Override
  public List<double[]> reached() {
    return factors.stream().map(Tensors::values).toList();
  }
}
