package org.collapselab.models;

/**
 * The samples of a step by their numbers in a {@link TrainingSet}. The arrays are not copied.
 *
 * @param rows numbers of the samples
 * @param views number of the view of each; empty if the set has no views
 */
public record Pick(int[] rows, int[] views) {
  public Pick {
    if (rows.length == 0 || (views.length != 0 && views.length != rows.length)) {
      throw new IllegalArgumentException(
          "%d samples cannot be shown in %d views".formatted(rows.length, views.length));
    }
  }
}
