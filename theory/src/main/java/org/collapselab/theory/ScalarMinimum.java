package org.collapselab.theory;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The global minimum over t ≥ 0 of F(t) = fit(t) + (L+1)/2 · w · t^{2/(L+1)}, with w = cΛ.
 *
 * <p>For L ≥ 2 the penalty has infinite slope at 0, so t = 0 is always a local minimum and always a
 * candidate. Any better t lies between two bounds: fit is convex, so fit(0) − fit(t) ≤ t |fit'(0)|
 * must exceed the penalty; and fit ≥ 0, so the penalty must stay below fit(0). On a logarithmic
 * grid between them, every sign change of w + fit'(t) t^{(L−1)/(L+1)}, which has the sign of F', is
 * bisected to neighbouring doubles. For L = 1, F is convex and one bisection is enough.
 *
 * @param scale the minimiser t; the smaller one in a tie
 * @param fit fit(t)
 * @param penalty (L+1)/2 · w · t^{2/(L+1)}
 */
record ScalarMinimum(double scale, double fit, double penalty) {

  private static final int GRID = 1024;
  // exp(±690) is still a normal double.
  private static final double LARGEST_LOG = 690;

  static ScalarMinimum of(RayFit fit, double penaltyWeight, int depth) {
    ScalarMinimum best = at(0, fit, penaltyWeight, depth);
    DoubleUnaryOperator slope =
        t -> penaltyWeight + fit.slope(t) * Math.pow(t, (depth - 1.0) / (depth + 1));
    double[] nodes = nodes(fit, penaltyWeight, depth);
    for (int i = 1; i < nodes.length; i++) {
      if (slope.applyAsDouble(nodes[i - 1]) < 0 && slope.applyAsDouble(nodes[i]) >= 0) {
        double root = bisect(slope, nodes[i - 1], nodes[i]);
        ScalarMinimum candidate = at(root, fit, penaltyWeight, depth);
        best = candidate.value() < best.value() ? candidate : best;
      }
    }
    return best;
  }

  double value() {
    return fit + penalty;
  }

  /** w t^{2/(L+1)} = n λ_H ‖M_1‖_F² = λ_l ‖W_l‖_F²: each factor's share of twice the penalty. */
  double balance(int depth) {
    return 2 * penalty / (depth + 1);
  }

  private static ScalarMinimum at(double t, RayFit fit, double penaltyWeight, int depth) {
    double exponent = 2.0 / (depth + 1);
    double penalty = penaltyWeight * Math.pow(t, exponent) / exponent;
    return new ScalarMinimum(t, fit.value(t), penalty);
  }

  private static double[] nodes(RayFit fit, double penaltyWeight, int depth) {
    double exponent = 2.0 / (depth + 1);
    double logWeight = Math.log(penaltyWeight / exponent);
    double logHigh = Math.min((Math.log(fit.value(0)) - logWeight) / exponent, LARGEST_LOG);
    if (depth == 1) {
      return new double[] {0, Math.exp(logHigh)};
    }
    double logLow = (logWeight - Math.log(-fit.slope(0))) / (1 - exponent);
    return logGrid(Math.max(logLow, -LARGEST_LOG), logHigh);
  }

  private static double[] logGrid(double logLow, double logHigh) {
    if (logLow >= logHigh) {
      return new double[0];
    }
    double step = (logHigh - logLow) / GRID;
    return IntStream.rangeClosed(0, GRID).mapToDouble(i -> Math.exp(logLow + i * step)).toArray();
  }

  /** The root of a function that is negative at {@code low} and not at {@code high}. */
  static double bisect(DoubleUnaryOperator function, double low, double high) {
    double below = low;
    double above = high;
    double middle = below + (above - below) / 2;
    while (middle > below && middle < above) {
      if (function.applyAsDouble(middle) < 0) {
        below = middle;
      } else {
        above = middle;
      }
      middle = below + (above - below) / 2;
    }
    return above;
  }
}
