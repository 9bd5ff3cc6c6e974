package org.collapselab.cli;

import java.util.Arrays;
import java.util.List;
import org.collapselab.trainer.run.StoredRun;

/** Which checkpoints of a run: {@code last}, {@code all}, or steps. */
record CheckpointChoice(String text) {

  static CheckpointChoice parse(String text) {
    if (!text.matches("last|all|[0-9]{1,18}(,[0-9]{1,18})*")) {
      throw new IllegalArgumentException(
          "--checkpoints %s; expected last, all, or steps such as 0,100,1000".formatted(text));
    }
    return new CheckpointChoice(text);
  }

  /**
   * The steps.
   *
   * @throws IllegalArgumentException if the run has no such checkpoint, naming the existing ones
   */
  List<Long> of(StoredRun run) {
    List<Long> stored = run.checkpoints().steps();
    if (stored.isEmpty()) {
      throw new IllegalArgumentException(run.directory().path() + " has no checkpoints");
    }
    if (text.equals("all")) {
      return stored;
    }
    if (text.equals("last")) {
      return stored.subList(stored.size() - 1, stored.size());
    }
    List<Long> wanted = Arrays.stream(text.split(",")).map(Long::valueOf).toList();
    for (long step : wanted) {
      if (!stored.contains(step)) {
        throw new IllegalArgumentException(
            "--checkpoints %d: no such checkpoint, only %s; checkpoint.log_spaced stores more"
                .formatted(step, stored));
      }
    }
    return wanted;
  }
}
