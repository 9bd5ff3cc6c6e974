package org.collapselab.models.dufm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One DUFM in memory: its factors, its tiles, and its gradient steps. Chains share nothing, so each
 * may run on a thread of its own.
 */
final class Chain {
  private final DufmSpec spec;
  private final Factors factors;
  private final Factors gradient; // the velocity while descending with momentum
  private final List<Tile> tiles = new ArrayList<>();

  Chain(DufmSpec spec) {
    this(spec, 0);
  }

  /** With the kink of ReLU rounded off over [0, {@code smoothing}]; 0 leaves it as it is. */
  Chain(DufmSpec spec, double smoothing) {
    this.spec = spec;
    factors = new Factors(spec);
    gradient = new Factors(spec);
    ByteBuffer workspace = Tile.workspace(spec);
    for (int i = 0; i < Tile.count(spec); i++) {
      tiles.add(new Tile(spec, Tile.first(spec, i), factors.features(i), workspace, smoothing));
    }
  }

  DufmSpec spec() {
    return spec;
  }

  /** Starts at a point, with zero velocity. */
  void start(double[] parameters) {
    factors.load(parameters);
    gradient.load(new double[parameters.length]);
  }

  void store(double[] parameters) {
    factors.store(parameters);
  }

  /**
   * One heavy-ball step, V ← μV + ∇, θ ← θ − ηV; returns the fit before it.
   *
   * @param share of every λ that counts in this step
   */
  double step(double rate, double momentum, double share) {
    return momentum == 0 ? step(rate, share) : heavyBallStep(rate, momentum, share);
  }

  /** Without momentum W_l may move as soon as the last tile has been through it. */
  private double step(double rate, double share) {
    int last = tiles.size() - 1;
    double fit = 0;
    for (int i = 0; i <= last; i++) {
      Tile tile = tiles.get(i);
      fit += tile.forward(factors);
      for (int l = spec.depth(); l >= 1; l--) {
        tile.backward(l, factors.get(l));
        if (i < last) {
          tile.addWeightGradient(l, 1, gradient.get(l), i == 0 ? 0 : 1);
        } else {
          tile.addWeightGradient(l, -rate, factors.get(l), shrinkage(l, rate * share));
        }
      }
      tile.features()
          .combine(-rate * spec.rate(0), tile.featureGradient(), shrinkage(0, rate * share));
    }
    for (int l = 1; last > 0 && l <= spec.depth(); l++) {
      factors.get(l).combine(-rate, gradient.get(l), 1);
    }
    return fit;
  }

  private double shrinkage(int factor, double rate) {
    return 1 - rate * spec.rate(factor) * spec.weight(factor);
  }

  private double heavyBallStep(double rate, double momentum, double share) {
    double fit = addGradient(momentum);
    for (int i = 0; i <= spec.depth(); i++) {
      gradient.get(i).combine(share * spec.weight(i), factors.get(i), 1);
      factors.get(i).combine(-rate * spec.rate(i), gradient.get(i), 1);
    }
    return fit;
  }

  /** The objective; {@code into} receives its gradient, in the order of the parameters. */
  double evaluate(double[] parameters, double[] into) {
    factors.load(parameters);
    double value = addGradient(0) + penalty();
    for (int i = 0; i <= spec.depth(); i++) {
      gradient.get(i).combine(spec.weight(i), factors.get(i), 1);
    }
    gradient.store(into);
    return value;
  }

  /** gradient ← ∇fit + beta·gradient; returns the fit. */
  private double addGradient(double beta) {
    double fit = 0;
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      fit += tile.forward(factors);
      for (int l = spec.depth(); l >= 1; l--) {
        tile.backward(l, factors.get(l));
        tile.addWeightGradient(l, 1, gradient.get(l), i == 0 ? beta : 1);
      }
      gradient.features(i).combine(1, tile.featureGradient(), beta);
    }
    return fit;
  }

  /** ½ Σ weight·‖factor‖_F². */
  double penalty() {
    double sum = 0;
    for (int i = 0; i <= spec.depth(); i++) {
      sum += spec.weight(i) * factors.get(i).dot(factors.get(i));
    }
    return sum / 2;
  }
}
