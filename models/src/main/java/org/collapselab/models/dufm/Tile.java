package org.collapselab.models.dufm;

import java.nio.ByteBuffer;
import org.collapselab.theory.Activation;

/**
 * Some columns of H_1 on their way through the model and back. Columns meet only in the gradients
 * of the weights, so that a model with many is worked through in tiles, which stay in the cache.
 */
final class Tile {
  private static final int WIDTH = 128; // at most; docs/performance.md has the measurements

  private static final int LINE = 8; // values in a cache line

  private final int depth;
  private final Matrix[] post; // [l] = σ(H_{l+1}); [0] is H_1 itself
  private final Matrix[] back; // [l] = ∂fit/∂H_{l+1}; [L] = ∂fit/∂Z, which was Z before
  private final OutputError error;
  private final Rectifier rectifier; // null in linear models

  /**
   * Columns {@code first} … of the model's.
   *
   * @param features these columns of H_1
   * @param memory of {@link #workspace}; tiles that take turns may share it
   */
  Tile(DufmSpec spec, int first, Matrix features, ByteBuffer memory, double smoothing) {
    depth = spec.depth();
    post = new Matrix[depth];
    back = new Matrix[depth + 1];
    int size = features.size();
    for (int l = 0; l < depth; l++) {
      post[l] = l == 0 ? features : like(features, memory, l * size);
    }
    for (int l = 0; l < depth; l++) {
      back[l] = like(features, memory, (depth + l % 2) * size);
    }
    back[depth] = new Matrix(spec.classes(), features.columns, memory, (depth + depth % 2) * size);
    error = new OutputError(spec, first, features.columns);
    rectifier = spec.activation() == Activation.RELU ? new Rectifier(smoothing) : null;
  }

  private static Matrix like(Matrix features, ByteBuffer memory, int offset) {
    return new Matrix(features.rows, features.columns, memory, offset);
  }

  /**
   * Columns of each tile but the last, which has what is left. A multiple of eight where there are
   * several, so that every row starts on a cache line.
   */
  private static int width(DufmSpec spec) {
    int columns = spec.columns();
    if (columns <= WIDTH) {
      return columns;
    }
    int tiles = (columns + WIDTH - 1) / WIDTH;
    return ((columns + tiles - 1) / tiles + LINE - 1) / LINE * LINE;
  }

  /** Number of tiles. */
  static int count(DufmSpec spec) {
    return (spec.columns() + width(spec) - 1) / width(spec);
  }

  /** First column of a tile; for the tile after the last, S. */
  static int first(DufmSpec spec, int tile) {
    return Math.min(tile * width(spec), spec.columns());
  }

  /** Memory for the widest tile. Only two gradients are alive at a time. */
  static ByteBuffer workspace(DufmSpec spec) {
    return Matrix.memory((spec.depth() + 2) * spec.width() * width(spec));
  }

  /** Returns this tile's share of the fit. */
  double forward(Factors factors) {
    for (int l = 1; l < depth; l++) {
      post[l].product(factors.get(l), post[l - 1]);
      if (rectifier != null) {
        rectifier.apply(post[l]);
      }
    }
    back[depth].product(factors.get(depth), post[depth - 1]);
    return error.replace(back[depth]);
  }

  /** From ∂fit/∂H_{l+1} to ∂fit/∂H_l; {@code weights} are those of the forward pass. */
  void backward(int l, Matrix weights) {
    back[l - 1].productTransA(weights, back[l]);
    if (l >= 2 && rectifier != null) {
      rectifier.mask(back[l - 1], post[l - 1]);
    }
  }

  /** into ← alpha·∂fit/∂W_l + beta·into, this tile's share; valid from {@code backward(l)} on. */
  void addWeightGradient(int l, double alpha, Matrix into, double beta) {
    into.productTransB(alpha, back[l], post[l - 1], beta);
  }

  Matrix features() {
    return post[0];
  }

  /** ∂fit/∂H_1, after {@code backward(1)}. */
  Matrix featureGradient() {
    return back[0];
  }
}
