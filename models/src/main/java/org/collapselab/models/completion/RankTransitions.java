package org.collapselab.models.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Changes of rank over a run: both directions are treated alike. A rank counts once it has been
 * measured at {@code dwell} looks in a row; anything shorter is noise. A change leads from one rank
 * that counts to the next.
 *
 * @param initial the first rank that counts; empty if none does
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
    OptionalInt initial = OptionalInt.empty();
    List<Jump> jumps = new ArrayList<>();
    int current = 0;
    int held = 0;
    for (int i = 0; i < counted.size(); i++) {
      int rank = counted.get(i).rank();
      held = i > 0 && counted.get(i - 1).rank() == rank ? held + 1 : 1;
      if (held != dwell) {
        continue;
      }
      if (initial.isEmpty()) {
        initial = OptionalInt.of(rank);
      } else if (rank != current) {
        jumps.add(new Jump(counted.get(i - dwell + 1).step(), current, rank));
      }
      current = rank;
    }
    return new RankTransitions(initial, jumps);
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
