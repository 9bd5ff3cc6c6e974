package org.collapselab.models.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Changes of rank from a step on; both directions are treated alike. The rank at that step counts:
 * it is where gradient descent ended, without noise. Another rank counts once it has been measured
 * at {@code dwell} looks in a row; anything shorter is noise. A change leads from one rank that
 * counts to the next.
 *
 * @param initial the rank at the step; empty if the run ended before it
 * @param jumps in the order of their steps
 */
public record RankTransitions(OptionalInt initial, List<Jump> jumps) {

  /**
   * A change of rank.
   *
   * @param step of the first look with the new rank
   * @param from the old rank
   * @param to the new rank, another
   */
  public record Jump(long step, int from, int to) {
    boolean up() {
      return to > from;
    }
  }

  /** Keeps the jumps. */
  public RankTransitions {
    jumps = List.copyOf(jumps);
  }

  /**
   * The changes between the looks from step {@code from} on: the end of the warm-up, as a rule, as
   * ranks rise while the network learns.
   *
   * @param dwell ≥ 1
   */
  public static RankTransitions of(List<CompletionLook> looks, long from, int dwell) {
    Check.that(dwell >= 1, "a rank must be held for at least 1 look, got %d", dwell);
    List<CompletionLook> counted = looks.stream().filter(look -> look.step() >= from).toList();
    if (counted.isEmpty()) {
      return new RankTransitions(OptionalInt.empty(), List.of());
    }
    int initial = counted.get(0).rank();
    List<Jump> jumps = new ArrayList<>();
    int current = initial;
    int held = 1;
    for (int i = 1; i < counted.size(); i++) {
      int rank = counted.get(i).rank();
      held = counted.get(i - 1).rank() == rank ? held + 1 : 1;
      if (held >= dwell && rank != current) {
        jumps.add(new Jump(counted.get(i - dwell + 1).step(), current, rank));
        current = rank;
      }
    }
    return new RankTransitions(OptionalInt.of(initial), jumps);
  }

  /** Jumps to a higher rank. */
  public long ups() {
    return jumps.stream().filter(Jump::up).count();
  }

  /** Jumps to a lower rank. */
  public long downs() {
    return jumps.size() - ups();
  }

  /** Step of the first jump to a lower rank. */
  public OptionalLong firstDown() {
    return jumps.stream().filter(jump -> !jump.up()).mapToLong(Jump::step).findFirst();
  }
}
