package org.collapselab.studies.card;

import java.util.List;

/**
 * How much is computed.
 *
 * @param steps of the trainings that are compared, an even number
 * @param batch rows of a batch in these, and where memory is watched
 * @param memorySteps steps over which memory is watched
 * @param speedBatches rows of a batch where the speed is measured
 * @param rounds of measuring a speed, after one that does not count
 * @param seconds of training in a round
 */
public record CardSize(
    int steps, int batch, int memorySteps, List<Integer> speedBatches, int rounds, double seconds) {

  /** What says something about a card. */
  public static final CardSize FULL = new CardSize(10, 128, 2000, List.of(128, 1024), 5, 2);

  /** What says only that the check itself works. */
  public static final CardSize SMOKE = new CardSize(2, 8, 8, List.of(8), 1, 0.01);

  public CardSize {
    speedBatches = List.copyOf(speedBatches);
  }
}
