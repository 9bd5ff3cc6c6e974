package org.collapselab.datasets;

import java.util.OptionalInt;

/**
 * Which data a run uses; together with the files' hashes it determines every value.
 *
 * @param set name in the {@link Catalog}
 * @param samplesPerClass class-balanced training subset of this many samples a class; empty: all
 * @param holdout test samples set aside from a set without a test part, equally from all classes;
 *     empty: the set's default; must be empty if the set has a test part
 * @param seed seed of the random choices
 * @param scaling how stored values become inputs
 * @param labelNoise share of the training labels that are replaced by another class, in [0, 1]
 */
public record DataSpec(
    String set,
    OptionalInt samplesPerClass,
    OptionalInt holdout,
    long seed,
    Scaling scaling,
    double labelNoise) {}
