package org.collapselab.models.torch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.collapselab.models.Optimizer;

/** The update rules of {@link Optimizer}, on the gradients of the last backward pass. */
record Update(Optimizer.Kind kind, double momentum) {

  void apply(Parameters parameters, double rate, double share) {
    for (Parameter parameter : parameters.trained()) {
      apply(parameter, rate, share * parameter.l2());
    }
  }

  private void apply(Parameter parameter, double rate, double l2) {
    Tensor w = parameter.values();
    Tensor gradient = w.mutable_grad();
    if (l2 > 0) {
      gradient.add_(w, new Scalar(l2));
    }
    if (parameter.decay() > 0) {
      w.mul_(new Scalar(1 - rate * parameter.decay()));
    }
    w.add_(direction(gradient, parameter.velocity()), new Scalar(-rate));
    gradient.reset(); // so that the next backward pass stores its gradient instead of adding it
  }

  private Tensor direction(Tensor gradient, Tensor velocity) {
    if (kind == Optimizer.Kind.SGD) {
      return gradient;
    }
    velocity.mul_(new Scalar(momentum)).add_(gradient);
    return kind == Optimizer.Kind.HEAVY_BALL
        ? velocity
        : gradient.add_(velocity, new Scalar(momentum));
  }
}
