package org.collapselab.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses classes, and rows of each for training. Classes are chosen by their labels in the set.
 */
final class TrainingRows {
  private final DataSpec spec;
  private final Samples all;
  private final List<Integer> classes;

  /**
   * @throws IllegalArgumentException if the specification names a class that the set lacks
   */
  TrainingRows(DataSpec spec, Samples all) {
    this.spec = spec;
    this.all = all;
    this.classes =
        spec.classes().isEmpty()
            ? IntStream.range(0, all.numClasses()).boxed().toList()
            : spec.classes();
    for (int label : classes) {
      if (label < 0 || label >= all.numClasses()) {
        throw new IllegalArgumentException(
            "there is no class %d in data set '%s'; its classes are 0 to %d"
                .formatted(label, spec.set(), all.numClasses() - 1));
      }
    }
  }

  /** The chosen classes, by their labels in the set. */
  List<Integer> classes() {
    return classes;
  }

  /** The rows to train on, ascending, among these. */
  int[] of(int[] candidates) {
    boolean whole =
        spec.classes().isEmpty() && spec.samplesPerClass().isEmpty() && spec.imbalance().isEmpty();
    return !all.isClassification() || whole
        ? candidates
        : Subset.perClass(all, candidates, counts(candidates), spec.seed());
  }

  /** How many rows of each class of the set. */
  private int[] counts(int[] candidates) {
    int[] available = new int[all.numClasses()];
    Arrays.stream(candidates).forEach(row -> available[all.label(row)]++);
    int[] counts = new int[available.length];
    for (int label : classes) {
      counts[label] = spec.samplesPerClass().orElse(available[label]);
    }
    if (spec.imbalance().isPresent()) {
      int largest = classes.stream().mapToInt(label -> counts[label]).min().orElseThrow();
      for (int c = 0; c < classes.size(); c++) {
        counts[classes.get(c)] = spec.imbalance().get().count(largest, c, classes.size());
      }
    }
    return counts;
  }

  /** The rows of the chosen classes, ascending. */
  int[] ofClasses(Samples samples) {
    return spec.classes().isEmpty()
        ? Subset.all(samples)
        : IntStream.range(0, samples.size())
            .filter(row -> classes.contains(samples.label(row)))
            .toArray();
  }

  /** These rows, with the labels that the chosen classes get. */
  Samples take(Samples samples, int[] rows) {
    Samples taken = rows.length == samples.size() ? samples : samples.select(rows);
    return spec.classes().isEmpty() ? taken : taken.relabelled(classes);
  }
}
