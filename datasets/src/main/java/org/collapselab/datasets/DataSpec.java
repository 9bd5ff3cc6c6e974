package org.collapselab.datasets;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which data a run uses; together with the files' hashes it determines every value.
 *
 * @param set name in the {@link Catalog}, or {@link OwnData#name}
 * @param classes the classes to keep, by their labels; the c-th of them becomes class c; empty: all
 * @param samplesPerClass class-balanced training subset of this many samples a class; empty: all
 * @param imbalance how the sizes of the training classes fall off after that; empty: they do not
 * @param holdout test samples set aside from a set of the catalogue without a test part, equally
 *     from all classes; empty: the set's default; must be empty if the set has a test part
 * @param seed seed of the random choices
 * @param scaling how stored values become inputs
 * @param labelNoise share of the training labels that are replaced by another class, in [0, 1]
 */
public record DataSpec(
    String set,
    List<Integer> classes,
    OptionalInt samplesPerClass,
    Optional<Imbalance> imbalance,
    OptionalInt holdout,
    long seed,
    Scaling scaling,
    double labelNoise) {
  public DataSpec {
    classes = List.copyOf(classes);
  }

  /**
   * The same number of training samples of every class, with the set's own test part and labels.
   */
  public static DataSpec balanced(String set, int samplesPerClass, long seed, Scaling scaling) {
    return new DataSpec(
        set,
        List.of(),
        OptionalInt.of(samplesPerClass),
        Optional.empty(),
        OptionalInt.empty(),
        seed,
        scaling,
        0);
  }
}
