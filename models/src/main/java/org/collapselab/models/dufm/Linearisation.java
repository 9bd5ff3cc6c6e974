package org.collapselab.models.dufm;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.theory.Activation;

/** Both passes of the gradient at a fixed point, kept to be differentiated along directions. */
final class Linearisation {
  private final DufmSpec spec;
  private final int depth;
  private final List<Matrix> weights = new ArrayList<>(); // [0] is H_1
  private final Matrix[] post; // A: [l] = σ(H_{l+1}); [0] is H_1
  private final Matrix[] back; // B: [l] = ∂fit/∂H_{l+1}; [L] = ∂fit/∂Z
  private final Matrix[] unmasked; // C: [l] = W_{l+1}ᵀB_{l+1}
  private final double[][] slopes; // σ′ of layer l + 1; null where σ is the identity
  private final double[][] bends; // σ″
  private final Matrix[] post1; // derivatives along the direction
  private final Matrix[] pre1;
  private final Matrix[] back1;
  private final OutputError error;
  private int kinks;

  /**
   * @param rounding ε, over which the kink of ReLU is rounded off; 0 leaves it as it is
   * @param bent whether σ″ counts; otherwise it is taken to be 0
   */
  Linearisation(DufmPoint point, double rounding, boolean bent) {
    spec = point.spec();
    depth = spec.depth();
    post = new Matrix[depth];
    back = new Matrix[depth + 1];
    unmasked = new Matrix[depth];
    slopes = new double[depth][];
    bends = new double[depth][];
    post1 = new Matrix[depth];
    pre1 = new Matrix[depth + 1];
    back1 = new Matrix[depth + 1];
    point.factors().forEach(factor -> weights.add(Matrix.of(factor)));
    error = new OutputError(spec, 0, spec.columns());
    forward(rounding, bent);
    backward();
    for (int l = 0; l <= depth; l++) {
      int rows = l == depth ? spec.classes() : spec.width();
      pre1[l] = Matrix.zeros(rows, spec.columns());
      back1[l] = Matrix.zeros(rows, spec.columns());
      if (l < depth) {
        post1[l] = Matrix.zeros(rows, spec.columns());
      }
    }
  }

  private void forward(double rounding, boolean bent) {
    post[0] = weights.get(0);
    for (int l = 1; l <= depth; l++) {
      int rows = l == depth ? spec.classes() : spec.width();
      Matrix next = Matrix.zeros(rows, spec.columns());
      next.product(weights.get(l), post[l - 1]);
      if (l == depth) {
        back[depth] = next;
      } else {
        post[l] = next;
        if (spec.activation() == Activation.RELU) {
          rectify(l, rounding, bent);
        }
      }
    }
    error.replace(back[depth]);
  }

  private void rectify(int l, double rounding, boolean bent) {
    double[] x = post[l].toArray();
    slopes[l] = new double[x.length];
    bends[l] = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      boolean kink = x[i] > 0 && x[i] < rounding;
      slopes[l][i] = kink ? x[i] / rounding : x[i] > 0 ? 1 : 0;
      bends[l][i] = kink && bent ? 1 / rounding : 0;
      kinks += kink ? 1 : 0;
      x[i] = kink ? x[i] * x[i] / (2 * rounding) : x[i] > 0 ? x[i] - rounding / 2 : 0;
    }
    post[l].values.put(0, x);
  }

  private void backward() {
    for (int l = depth; l >= 1; l--) {
      unmasked[l - 1] = Matrix.zeros(spec.width(), spec.columns());
      unmasked[l - 1].productTransA(weights.get(l), back[l]);
      back[l - 1] = unmasked[l - 1];
      if (slopes[l - 1] != null) {
        double[] masked = unmasked[l - 1].toArray();
        for (int i = 0; i < masked.length; i++) {
          masked[i] *= slopes[l - 1][i];
        }
        back[l - 1] = Matrix.zeros(spec.width(), spec.columns());
        back[l - 1].values.put(0, masked);
      }
    }
  }

  /** Inputs of W_l: A_l, d×S. */
  Matrix post(int l) {
    return post[l - 1];
  }

  /** What W_l is blamed for: B_{l+1} = ∂fit/∂(W_lA_l). */
  Matrix back(int l) {
    return back[l];
  }

  int kinks() {
    return kinks;
  }

  double gradientNorm() {
    double sum = 0;
    for (int l = 0; l <= depth; l++) {
      Matrix gradient = Matrix.zeros(spec.rows(l), spec.columns(l));
      if (l == 0) {
        gradient.copy(back[0]);
      } else {
        gradient.productTransB(1, back[l], post[l - 1], 0);
      }
      gradient.combine(spec.weight(l), weights.get(l), 1);
      sum += gradient.dot(gradient);
    }
    return Math.sqrt(sum);
  }

  /** product ← HV; both lists have the shapes of the factors. */
  void differentiate(List<Matrix> direction, List<Matrix> product) {
    forwardAlong(direction);
    for (int l = depth; l >= 1; l--) {
      Matrix into = product.get(l);
      into.productTransB(1, back1[l], post[l - 1], 0);
      into.productTransB(1, back[l], post1[l - 1], 1);
      into.combine(spec.weight(l), direction.get(l), 1);
      back1[l - 1].productTransA(direction.get(l), back[l]);
      back1[l - 1].addProductTransA(weights.get(l), back1[l]);
      maskAlong(l - 1);
    }
    product.get(0).copy(back1[0]);
    product.get(0).combine(spec.weight(0), direction.get(0), 1);
  }

  private void forwardAlong(List<Matrix> direction) {
    post1[0].copy(direction.get(0));
    for (int l = 1; l <= depth; l++) {
      pre1[l].product(direction.get(l), post[l - 1]);
      pre1[l].addProduct(weights.get(l), post1[l - 1]);
      if (l < depth) {
        post1[l].copy(pre1[l]);
        if (slopes[l] != null) {
          double[] x = post1[l].toArray();
          for (int i = 0; i < x.length; i++) {
            x[i] *= slopes[l][i];
          }
          post1[l].values.put(0, x);
        }
      }
    }
    back1[depth].copy(pre1[depth]);
    error.differentiate(back[depth], back1[depth]);
  }

  /** Ḃ = σ′ ⊙ Ċ + σ″ ⊙ C ⊙ Ṗ. */
  private void maskAlong(int l) {
    if (slopes[l] == null) {
      return;
    }
    double[] x = back1[l].toArray();
    double[] c = unmasked[l].toArray();
    double[] p = pre1[l].toArray();
    for (int i = 0; i < x.length; i++) {
      x[i] = slopes[l][i] * x[i] + bends[l][i] * c[i] * p[i];
    }
    back1[l].values.put(0, x);
  }
}
