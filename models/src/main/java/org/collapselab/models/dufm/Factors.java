package org.collapselab.models.dufm;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * H_1, W_1, …, W_L, or as many gradients or velocities, one after another in memory. H_1 is stored
 * tile by tile, so that the columns of a tile are a matrix of their own.
 */
final class Factors {
  private final DufmSpec spec;
  private final DoubleBuffer values;
  private final List<Matrix> matrices = new ArrayList<>();
  private final List<Matrix> features = new ArrayList<>();

  Factors(DufmSpec spec) {
    this.spec = spec;
    ByteBuffer memory = Matrix.memory(spec.parameters());
    values = memory.asDoubleBuffer();
    int offset = 0;
    for (int i = 0; i <= spec.depth(); i++) {
      Matrix matrix = new Matrix(spec.rows(i), spec.columns(i), memory, offset);
      matrices.add(matrix);
      offset += matrix.size();
    }
    for (int tile = 0; tile < Tile.count(spec); tile++) {
      int first = Tile.first(spec, tile);
      int width = Tile.first(spec, tile + 1) - first;
      features.add(new Matrix(spec.width(), width, memory, spec.width() * first));
    }
  }

  /** W_l, or all entries of H_1, for operations that do not care about their order. */
  Matrix get(int factor) {
    return matrices.get(factor);
  }

  /** The columns of H_1 that belong to a tile. */
  Matrix features(int tile) {
    return features.get(tile);
  }

  void load(double[] flat) {
    values.put(0, flat);
    forEachRow((tile, row, from) -> tile.values.put(row * tile.columns, flat, from, tile.columns));
  }

  void store(double[] flat) {
    values.get(0, flat);
    forEachRow((tile, row, from) -> tile.values.get(row * tile.columns, flat, from, tile.columns));
  }

  private interface Row {
    void at(Matrix tile, int row, int from);
  }

  /** Rows of the tiles of H_1 and where each starts in the row-major H_1. */
  private void forEachRow(Row action) {
    for (int tile = 0; tile < features.size(); tile++) {
      for (int row = 0; row < spec.width(); row++) {
        action.at(features(tile), row, row * spec.columns() + Tile.first(spec, tile));
      }
    }
  }
}
