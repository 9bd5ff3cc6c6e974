package org.collapselab.models.completion;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * What is drawn from a seed. Each part has its own stream, so that a matrix, a start and
 * mini-batches of the same seed are independent; so are those of neighbouring seeds, whose first
 * numbers {@link Random} alone would make almost equal.
 */
enum RandomPart {
  /** A* and the observed entries. */
  PROBLEM,
  /** The initial weights. */
  START,
  /** The entries of each step of SGD. */
  MINI_BATCHES;

  /** The stream of this part; the same for a seed on every platform. */
  Random of(long seed) {
    return new Random(new SplittableRandom(seed).longs().skip(ordinal()).findFirst().orElseThrow());
  }
}
