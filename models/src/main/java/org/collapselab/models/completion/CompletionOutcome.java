package org.collapselab.models.completion;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a run.
 *
 * @param end why it ended
 * @param steps steps taken, those of the warm-up included
 * @param looks at step 0, every {@code lookEvery} steps, at the end of the warm-up and at the end
 * @param point where the last look was taken
 */
public record CompletionOutcome(
    End end, long steps, List<CompletionLook> looks, CompletionPoint point) {

  /** Why a run ended. */
  public enum End {
    /** All steps were taken. */
    FINISHED,
    /** The fit or ‖A‖_F was not finite or exceeded 1e6: the learning rate is too large. */
    DIVERGED,
    /** The caller asked to stop. */
    STOPPED
  }

  /** Keeps the looks. */
  public CompletionOutcome {
    looks = List.copyOf(looks);
  }

  /** Whether the run diverged: the learning rate was too large. */
  public boolean diverged() {
    return end == End.DIVERGED;
  }

  /**
   * This run and one from its end as one. Losses before and after differ if λ does; the look at the
   * point that both share is this run's.
   */
  public CompletionOutcome then(CompletionOutcome next) {
    List<CompletionLook> all = new ArrayList<>(looks);
    next.looks.stream().skip(1).map(look -> look.after(steps)).forEach(all::add);
    return new CompletionOutcome(next.end, steps + next.steps, all, next.point);
  }

  /** The last look. */
  public CompletionLook last() {
    return looks.get(looks.size() - 1);
  }
}
