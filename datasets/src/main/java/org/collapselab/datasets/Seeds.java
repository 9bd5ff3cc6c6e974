package org.collapselab.datasets;

import java.util.SplittableRandom;

/** Independent random streams derived from one seed, and shuffling with them. */
final class Seeds {
  private Seeds() {}

  /** What a stream is for; the key is part of the seed and must not change. */
  enum Purpose {
    HOLD_OUT(0),
    SUBSET(1),
    EPOCH_ORDER(2),
    AUGMENTATION(3),
    LABEL_NOISE(4),
    MIXTURE_FRAME(5),
    MIXTURE_TRAIN(6),
    MIXTURE_TEST(7);

    private final long key;

    Purpose(long key) {
      this.key = key;
    }
  }

  /** A stream that is a pure function of its arguments. */
  static SplittableRandom stream(long seed, Purpose purpose, long index) {
    return new SplittableRandom(mix(mix(mix(seed) + purpose.key) + index));
  }

  /** As {@link #stream(long, Purpose, long)}, with two indices. */
  static SplittableRandom stream(long seed, Purpose purpose, long first, long second) {
    return new SplittableRandom(mix(mix(mix(mix(seed) + purpose.key) + first) + second));
  }

  /** Fisher–Yates shuffle in place. */
  static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  /** Stafford's Mix13 after a step of the golden ratio: a bijection that scatters close seeds. */
  private static long mix(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
