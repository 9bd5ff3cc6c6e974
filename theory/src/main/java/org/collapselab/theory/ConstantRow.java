package org.collapselab.theory;

/**
 * The best constant row for SRG: σ(M_{L−1}) ∝ [B; γ1ᵀ] and W_{L−1} ∝ [Bᵀ − δ11ᵀ, −ε1] with 2δ + γε
 * = 1, which leaves M_L as in SRG.
 *
 * <p>With g = γ², the row costs ‖W_{L−2}‖_F² = r(1 + g/4) for L ≥ 4, where W_{L−2} = [I_r; (γ/2)1ᵀ]
 * computes it, and ν² for L = 3, where it comes out of W_1 M_1: ν = √(2(r−1) + gK) + (r−1)√(r−2).
 * The best δ for a given g is 2(g+1)/(rg+4), at which ‖W_{L−1}‖_F² = K((2r−4)g + r)/(rg+4). So one
 * equation in g is left. At g = 0 this is SRG; where the cost does not fall from there, the best
 * row is none: for r ≤ 7 at L = 3, and for r ≤ 6 at L ≥ 4.
 *
 * @param gamma γ ≥ 0; 0 where the best row is none
 * @param delta δ in (0, ½]
 * @param epsilon ε = (1 − 2δ)/γ; 0 where γ = 0
 */
record ConstantRow(double gamma, double delta, double epsilon) {

  static ConstantRow best(TriangularGraph graph, int depth) {
    if (logCostSlope(0, graph, depth) >= 0) {
      return new ConstantRow(0, 0.5, 0);
    }
    double high = 1;
    while (logCostSlope(high, graph, depth) < 0) {
      high *= 2;
    }
    double g = ScalarMinimum.bisect(x -> logCostSlope(x, graph, depth), 0, high);
    double delta = 2 * (g + 1) / (graph.vertices() * g + 4);
    return new ConstantRow(Math.sqrt(g), delta, (1 - 2 * delta) / Math.sqrt(g));
  }

  /** The smallest r for which the best row is not none: 8 at L = 3, 7 at L ≥ 4. */
  static int smallestVertices(int depth) {
    int vertices = 3;
    while (!best(new TriangularGraph(vertices), depth).present()) {
      vertices++;
    }
    return vertices;
  }

  boolean present() {
    return gamma > 0;
  }

  /** w = ‖W_{L−1}‖_F² = K(2(1−δ)² + (r−2)δ² + ε²). */
  double separatorNormSquared(TriangularGraph graph) {
    double perClass =
        2 * (1 - delta) * (1 - delta) + (graph.vertices() - 2) * delta * delta + epsilon * epsilon;
    return graph.classes() * perClass;
  }

  /** ν = ‖[B; γ1ᵀ]‖_* = √(2(r−1) + γ²K) + (r−1)√(r−2). */
  double extendedNuclearNorm(TriangularGraph graph) {
    int r = graph.vertices();
    return Math.sqrt(2.0 * (r - 1) + gamma * gamma * graph.classes()) + (r - 1) * Math.sqrt(r - 2);
  }

  /** d/dg of the log of the row's cost times ‖W_{L−1}‖_F². */
  private static double logCostSlope(double g, TriangularGraph graph, int depth) {
    double r = graph.vertices();
    double separator = (2 * r - 4) / ((2 * r - 4) * g + r) - r / (r * g + 4);
    if (depth >= 4) {
      return 1 / (4 + g) + separator;
    }
    double root = Math.sqrt(2 * (r - 1) + g * graph.classes());
    double nuclearNorm = root + (r - 1) * Math.sqrt(r - 2);
    return graph.classes() / (root * nuclearNorm) + separator;
  }
}
