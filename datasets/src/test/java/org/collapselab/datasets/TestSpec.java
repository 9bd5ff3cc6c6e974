package org.collapselab.datasets;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Specifications that differ from all of a set under seed 0 in few things. */
final class TestSpec {
  private TestSpec() {}

  static DataSpec of(String set, Scaling scaling) {
    return new DataSpec(
        set, List.of(), OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), 0, scaling, 0);
  }

  static DataSpec seeded(DataSpec spec, long seed) {
    return new DataSpec(
        spec.set(),
        spec.classes(),
        spec.samplesPerClass(),
        spec.imbalance(),
        spec.holdout(),
        seed,
        spec.scaling(),
        spec.labelNoise());
  }

  static DataSpec perClass(DataSpec spec, int count) {
    return new DataSpec(
        spec.set(),
        spec.classes(),
        OptionalInt.of(count),
        spec.imbalance(),
        spec.holdout(),
        spec.seed(),
        spec.scaling(),
        spec.labelNoise());
  }

  static DataSpec holdingOut(DataSpec spec, int count) {
    return new DataSpec(
        spec.set(),
        spec.classes(),
        spec.samplesPerClass(),
        spec.imbalance(),
        OptionalInt.of(count),
        spec.seed(),
        spec.scaling(),
        spec.labelNoise());
  }

  static DataSpec noisy(DataSpec spec, double share) {
    return new DataSpec(
        spec.set(),
        spec.classes(),
        spec.samplesPerClass(),
        spec.imbalance(),
        spec.holdout(),
        spec.seed(),
        spec.scaling(),
        share);
  }

  static DataSpec ofClasses(DataSpec spec, Integer... classes) {
    return new DataSpec(
        spec.set(),
        List.of(classes),
        spec.samplesPerClass(),
        spec.imbalance(),
        spec.holdout(),
        spec.seed(),
        spec.scaling(),
        spec.labelNoise());
  }

  static DataSpec imbalanced(DataSpec spec, Imbalance imbalance) {
    return new DataSpec(
        spec.set(),
        spec.classes(),
        spec.samplesPerClass(),
        Optional.of(imbalance),
        spec.holdout(),
        spec.seed(),
        spec.scaling(),
        spec.labelNoise());
  }
}
