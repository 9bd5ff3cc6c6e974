package org.collapselab.models.dl4j;

/**
 * A range cut into pieces of about equal length. The cut depends on the sizes alone, never on the
 * number of threads.
 *
 * @param length of the whole
 * @param grain every piece but the last is a multiple of it
 * @param count how many pieces
 */
record Pieces(int length, int grain, int count) {
  private static final int LEAST_VALUES = 32 * HostView.BLOCK;
  private static final int MOST_PASSES = 64;

  /**
   * As many pieces as there can be of at least {@code least}, and at most {@code most}; one at
   * least.
   */
  static Pieces of(int length, int grain, long least, int most) {
    long wanted = Math.min(length / Math.max(least, grain), most);
    return new Pieces(length, grain, (int) Math.max(1, wanted));
  }

  /**
   * Pieces for a pass over values in blocks, each of whole blocks but the last.
   *
   * @param block values in a block
   */
  static Pieces ofBlocks(int length, int block) {
    return of(length, block, LEAST_VALUES, MOST_PASSES);
  }

  /** Works on the n values from an offset on. */
  interface Block {
    void accept(int from, int n);
  }

  /** Goes through a piece of {@link #ofBlocks} block by block. */
  void blocks(int piece, Block work) {
    for (int from = from(piece); from < to(piece); from += grain) {
      work.accept(from, Math.min(grain, to(piece) - from));
    }
  }

  /** Where a piece begins. */
  int from(int piece) {
    long grains = (length + grain - 1) / grain;
    return (int) Math.min(length, grains * piece / count * grain);
  }

  /** Where a piece ends. */
  int to(int piece) {
    return from(piece + 1);
  }

  /** Length of a piece. */
  int length(int piece) {
    return to(piece) - from(piece);
  }
}
