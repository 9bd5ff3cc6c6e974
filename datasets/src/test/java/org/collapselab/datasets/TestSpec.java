package org.collapselab.datasets;

import java.util.OptionalInt;

/** Specifications that differ from all of a set under seed 0 in few things. */
final class TestSpec {
  private TestSpec() {}

  static DataSpec of(String set, Scaling scaling) {
    return new DataSpec(set, OptionalInt.empty(), OptionalInt.empty(), 0, scaling, 0);
  }

  static DataSpec seeded(DataSpec spec, long seed) {
    return new DataSpec(
        spec.set(),
        spec.samplesPerClass(),
        spec.holdout(),
        seed,
        spec.scaling(),
        spec.labelNoise());
  }

  static DataSpec perClass(DataSpec spec, int count) {
    return new DataSpec(
        spec.set(),
        OptionalInt.of(count),
        spec.holdout(),
        spec.seed(),
        spec.scaling(),
        spec.labelNoise());
  }

  static DataSpec holdingOut(DataSpec spec, int count) {
    return new DataSpec(
        spec.set(),
        spec.samplesPerClass(),
        OptionalInt.of(count),
        spec.seed(),
        spec.scaling(),
        spec.labelNoise());
  }

  static DataSpec noisy(DataSpec spec, double share) {
    return new DataSpec(
        spec.set(), spec.samplesPerClass(), spec.holdout(), spec.seed(), spec.scaling(), share);
  }
}
