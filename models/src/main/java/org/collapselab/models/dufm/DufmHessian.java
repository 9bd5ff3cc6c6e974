package org.collapselab.models.dufm;

import java.util.List;

/**
 * The Hessian of the objective at a point, by exact products with vectors: the gradient is
 * differentiated along a direction V by the chain rule, layer by layer (Pearlmutter 1994). With A_1
 * = H_1, P_{l+1} = W_lA_l, A_{l+1} = σ(P_{l+1}), B_{L+1} = ∂fit/∂Z, C_l = W_lᵀB_{l+1} and B_l =
 * σ′(P_l) ⊙ C_l, the parts of HV are
 *
 * <p>Ḃ_{l+1}A_lᵀ + B_{l+1}Ȧ_lᵀ + λ_lV_l, and for H_1: Ċ_1 + nλ_HV_0.
 *
 * <p>A ReLU has no second derivative at 0. Without rounding σ′(0) = 0 and σ″ = 0, as in gradient
 * descent. With the kink rounded off over [0, ε], as in a polish, σ″ = 1/ε between 0 and ε. Not
 * thread-safe.
 */
public final class DufmHessian {
  private final DufmSpec spec;
  private final Linearisation at;
  private final List<Matrix> direction;
  private final List<Matrix> product;

  /**
   * At a point, with the kink of ReLU rounded off over [0, {@code rounding}]; 0 leaves it as it is.
   */
  public DufmHessian(DufmPoint point, double rounding) {
    this(point, new Linearisation(point, rounding, true));
  }

  private DufmHessian(DufmPoint point, Linearisation at) {
    this.spec = point.spec();
    this.at = at;
    this.direction = Matrix.zeros(spec);
    this.product = Matrix.zeros(spec);
  }

  /** The same with σ″ = 0 everywhere and σ′ as rounded: what is left while no kink is crossed. */
  public static DufmHessian withoutKinks(DufmPoint point, double rounding) {
    return new DufmHessian(point, new Linearisation(point, rounding, false));
  }

  /** Rows and columns: the number of parameters. */
  public int size() {
    return spec.parameters();
  }

  /** result ← Hv, both in the order of the parameters: H_1, W_1, …, W_L, each row by row. */
  public void multiply(double[] v, double[] result) {
    int offset = 0;
    for (Matrix part : direction) {
      part.values.put(0, v, offset, part.size());
      offset += part.size();
    }
    at.differentiate(direction, product);
    offset = 0;
    for (Matrix part : product) {
      part.values.get(0, result, offset, part.size());
      offset += part.size();
    }
  }

  /** Pre-activations between 0 and ε, where σ″ = 1/ε. */
  public int kinks() {
    return at.kinks();
  }

  /** ‖∇‖ at the point, with σ′ as rounded. */
  public double gradientNorm() {
    return at.gradientNorm();
  }

  DufmSpec spec() {
    return spec;
  }

  Linearisation linearisation() {
    return at;
  }
}
