package org.collapselab.models.dufm;

import org.collapselab.models.Activation;

/**
 * One DUFM in memory: its factors, the activations of the last forward pass, and the ways to go on
 * from there. Chains share nothing, so each may live on a thread of its own.
 */
final class Chain {
  private final DufmSpec spec;
  private final Factors factors;
  private final Factors gradient; // the velocity while descending with momentum
  private final Matrix[] post; // [l] = σ(H_{l+1}); [0] is H_1 itself
  private final Matrix[] back; // [l] = ∂fit/∂H_{l+1}; [L] = ∂fit/∂Z, which was Z before

  private final double smoothing;

  Chain(DufmSpec spec) {
    this(spec, 0);
  }

  /** With the kink of ReLU rounded off over [0, {@code smoothing}]; 0 leaves it as it is. */
  Chain(DufmSpec spec, double smoothing) {
    this.spec = spec;
    this.smoothing = smoothing;
    factors = new Factors(spec);
    gradient = new Factors(spec);
    int depth = spec.depth();
    post = new Matrix[depth];
    back = new Matrix[depth + 1];
    for (int l = 0; l < depth; l++) {
      post[l] = l == 0 ? factors.get(0) : Matrix.zeros(spec.width(), spec.columns());
      back[l] = Matrix.zeros(spec.width(), spec.columns());
    }
    back[depth] = Matrix.zeros(spec.classes(), spec.columns());
  }

  DufmSpec spec() {
    return spec;
  }

  /** Goes to a point, at rest. */
  void start(double[] parameters) {
    factors.load(parameters);
    gradient.load(new double[parameters.length]);
  }

  void store(double[] parameters) {
    factors.store(parameters);
  }

  /** One step of gradient descent; returns the fit before it. */
  double step(double rate) {
    double fit = forward();
    for (int l = spec.depth(); l >= 1; l--) {
      backward(l);
      double shrink = 1 - rate * spec.weight(l);
      factors.get(l).productTransB(-rate, back[l], post[l - 1], shrink);
    }
    factors.get(0).combine(-rate, back[0], 1 - rate * spec.weight(0));
    return fit;
  }

  /** One heavy-ball step, V ← μV + ∇, θ ← θ − ηV; returns the fit before it. */
  double step(double rate, double momentum) {
    double fit = forward();
    for (int l = spec.depth(); l >= 1; l--) {
      backward(l);
      gradient.get(l).productTransB(1, back[l], post[l - 1], momentum);
      move(l, rate);
    }
    gradient.get(0).combine(1, back[0], momentum);
    move(0, rate);
    return fit;
  }

  private void move(int factor, double rate) {
    Matrix velocity = gradient.get(factor);
    velocity.combine(spec.weight(factor), factors.get(factor), 1);
    factors.get(factor).combine(-rate, velocity, 1);
  }

  /** The objective; {@code into} receives its gradient, in the order of the parameters. */
  double evaluate(double[] parameters, double[] into) {
    factors.load(parameters);
    double value = forward() + penalty();
    for (int l = spec.depth(); l >= 1; l--) {
      backward(l);
      gradient.get(l).productTransB(1, back[l], post[l - 1], 0);
      gradient.get(l).combine(spec.weight(l), factors.get(l), 1);
    }
    gradient.get(0).combine(1, back[0], 0);
    gradient.get(0).combine(spec.weight(0), factors.get(0), 1);
    gradient.store(into);
    return value;
  }

  /** ½ Σ weight·‖factor‖_F². */
  double penalty() {
    double sum = 0;
    for (int i = 0; i <= spec.depth(); i++) {
      sum += spec.weight(i) * factors.get(i).dot(factors.get(i));
    }
    return sum / 2;
  }

  private double forward() {
    int depth = spec.depth();
    for (int l = 1; l < depth; l++) {
      post[l].product(1, factors.get(l), post[l - 1], 0);
      if (spec.activation() == Activation.RELU) {
        rectify(post[l]);
      }
    }
    back[depth].product(1, factors.get(depth), post[depth - 1], 0);
    return OutputError.replace(back[depth], spec);
  }

  /** From ∂fit/∂H_{l+1} to ∂fit/∂H_l, with the old W_l. */
  private void backward(int l) {
    back[l - 1].productTransA(factors.get(l), back[l]);
    if (l >= 2 && spec.activation() == Activation.RELU) {
      mask(back[l - 1], post[l - 1]);
    }
  }

  private void rectify(Matrix pre) {
    if (smoothing == 0) {
      pre.rectify();
    } else {
      pre.rectifySmoothly(smoothing);
    }
  }

  private void mask(Matrix gradientOfPost, Matrix activated) {
    if (smoothing == 0) {
      gradientOfPost.mask(activated);
    } else {
      gradientOfPost.maskSmoothly(activated, smoothing);
    }
  }
}
