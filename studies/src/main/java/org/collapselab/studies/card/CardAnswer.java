package org.collapselab.studies.card;

import java.util.Map;

/**
 * What came of a {@link CardTask}.
 *
 * @param failure why nothing came of it; null if it was done
 * @param hash of the weights at the end; null where there is none
 * @param numbers by their names
 */
record CardAnswer(String failure, String hash, Map<String, double[]> numbers) {
  static final String OBJECTIVES = "objectives";
  static final String OUTPUTS = "outputs";

  /** Bytes that the process holds beside Java's heap, over the steps. */
  static final String PROCESS = "process_bytes";

  /** Bytes in use on the card, over the steps; missing on the CPU. */
  static final String CARD = "card_bytes";

  /** Samples a second, one number for each round. */
  static final String SPEEDS = "samples_per_second";

  CardAnswer {
    numbers = numbers == null ? Map.of() : Map.copyOf(numbers);
  }

  static CardAnswer failed(String why) {
    return new CardAnswer(why, null, Map.of());
  }

  boolean isDone() {
    return failure == null;
  }

  double[] get(String name) {
    return numbers.getOrDefault(name, new double[0]);
  }
}
