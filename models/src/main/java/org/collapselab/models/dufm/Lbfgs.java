package org.collapselab.models.dufm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS by the two-loop recursion (Nocedal, Wright, algorithm 7.4). Its line search
 * brackets a step that satisfies the weak Wolfe conditions, which also copes with the kinks of ReLU
 * (Lewis, Overton 2013).
 */
final class Lbfgs {
  private static final int TRIALS = 60;
  private static final double DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final double ROUNDING = 4e-16; // of the loss, which no search can resolve

  private record Pair(double[] s, double[] y, double rho) {}

  private final Chain chain;
  private final int memory;
  private final Deque<Pair> pairs = new ArrayDeque<>();
  private double[] x;
  private double[] gradient;
  private double value;

  /**
   * With the kink of ReLU rounded off over [0, {@code smoothing}]; 0 leaves it as it is.
   *
   * @param memory pairs remembered
   */
  Lbfgs(DufmPoint start, double smoothing, int memory) {
    this.memory = memory;
    chain = new Chain(start.spec(), smoothing);
    x = start.flat();
    gradient = new double[x.length];
    value = chain.evaluate(x, gradient);
  }

  /** Iterates until ‖∇‖ ≤ {@code tolerance} or no step decreases the loss. */
  void minimise(int iterations, double tolerance) {
    for (int i = 0; i < iterations && gradientNorm() > tolerance; i++) {
      if (search(direction())) {
        continue;
      }
      if (pairs.isEmpty()) {
        return;
      }
      pairs.clear(); // the memory misleads: try steepest descent once
    }
  }

  double value() {
    return value;
  }

  double gradientNorm() {
    return Vectors.norm(gradient);
  }

  DufmPoint point() {
    return DufmPoint.ofFlat(chain.spec(), x);
  }

  private double[] direction() {
    double[] q = gradient.clone();
    double[] alphas = new double[pairs.size()];
    int i = 0;
    for (Pair pair : pairs) { // newest first
      alphas[i] = pair.rho * Vectors.dot(pair.s, q);
      Vectors.add(-alphas[i++], pair.y, q);
    }
    Pair newest = pairs.peekFirst();
    double scale =
        newest == null
            ? 1 / Math.max(1, gradientNorm())
            : 1 / (newest.rho * Vectors.dot(newest.y, newest.y));
    for (int j = 0; j < q.length; j++) {
      q[j] *= -scale;
    }
    for (Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
      Pair pair = oldest.next();
      Vectors.add(-alphas[--i] - pair.rho * Vectors.dot(pair.y, q), pair.s, q);
    }
    return q;
  }

  /** Moves along the direction; false if no step decreases the loss. */
  private boolean search(double[] direction) {
    double slope = Vectors.dot(gradient, direction);
    if (!(slope < 0)) {
      return false;
    }
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double step = 1;
    double[] trialGradient = new double[x.length];
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] candidate = Vectors.moved(x, step, direction);
      double trialValue = chain.evaluate(candidate, trialGradient);
      if (!(trialValue <= value + DECREASE * step * slope + ROUNDING * Math.abs(value))) {
        high = step;
      } else if (Vectors.dot(trialGradient, direction) < CURVATURE * slope) {
        low = step;
      } else {
        accept(candidate, trialValue, trialGradient);
        return true;
      }
      step = Double.isInfinite(high) ? 2 * low : (low + high) / 2;
    }
    return acceptDecrease(low, direction);
  }

  /** Settles for a decrease without the curvature condition, at a kink. */
  private boolean acceptDecrease(double step, double[] direction) {
    double[] candidate = Vectors.moved(x, step, direction);
    double[] candidateGradient = new double[x.length];
    double candidateValue = chain.evaluate(candidate, candidateGradient);
    if (!(candidateValue < value)) {
      return false;
    }
    accept(candidate, candidateValue, candidateGradient);
    return true;
  }

  private void accept(double[] candidate, double candidateValue, double[] candidateGradient) {
    double[] s = Vectors.difference(candidate, x);
    double[] y = Vectors.difference(candidateGradient, gradient);
    double curvature = Vectors.dot(s, y);
    if (curvature > 1e-12 * Vectors.norm(s) * Vectors.norm(y)) {
      pairs.addFirst(new Pair(s, y, 1 / curvature));
      if (pairs.size() > memory) {
        pairs.removeLast();
      }
    }
    x = candidate;
    value = candidateValue;
    gradient = candidateGradient.clone();
  }
}
