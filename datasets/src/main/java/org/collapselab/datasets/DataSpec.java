package org.collapselab.datasets;

import java.util.OptionalInt;

/**
 * Which data a run uses; together with the files' hashes it determines every value.
 *
 * @param set name in the {@link Catalog}
 * @param samplesPerClass class-balanced training subset of this many samples a class; empty: all
 * @param first the first so many training rows only, before any balancing; empty: all
 * @param holdout test samples set aside from a set without a test part, equally from all classes;
 *     empty: the set's default; must be empty if the set has a test part
 * @param seed seed of the random choices
 * @param scaling how stored values become inputs
 * @param labelNoise share of the training labels that are replaced by another class, in [0, 1]
 */
public record DataSpec(
    String set,
    OptionalInt samplesPerClass,
    OptionalInt first,
    OptionalInt holdout,
    long seed,
    Scaling scaling,
    double labelNoise) {
  /** All of a set, seed 0, under {@code scaling}. */
  public static DataSpec of(String set, Scaling scaling) {
    return new DataSpec(
        set, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), 0, scaling, 0);
  }

  public DataSpec withSamplesPerClass(int count) {
    return new DataSpec(set, OptionalInt.of(count), first, holdout, seed, scaling, labelNoise);
  }

  public DataSpec withFirst(int count) {
    return new DataSpec(
        set, samplesPerClass, OptionalInt.of(count), holdout, seed, scaling, labelNoise);
  }

  public DataSpec withHoldout(int count) {
    return new DataSpec(
        set, samplesPerClass, first, OptionalInt.of(count), seed, scaling, labelNoise);
  }

  public DataSpec withSeed(long newSeed) {
    return new DataSpec(set, samplesPerClass, first, holdout, newSeed, scaling, labelNoise);
  }

  public DataSpec withLabelNoise(double share) {
    return new DataSpec(set, samplesPerClass, first, holdout, seed, scaling, share);
  }
}
