package org.collapselab.trainer.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.collapselab.hooks.MeasureSchedule;
import org.collapselab.models.EngineName;
import org.collapselab.models.Network;
import org.collapselab.trainer.config.CheckpointConfig;
import org.collapselab.trainer.store.Checkpoint;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.MetricsLog;

/**
 * Stores a run while it trains: log-spaced checkpoints, which are kept, and timed ones, of which
 * the last few are kept. Checkpoints do not change the numbers of the run.
 */
final class Checkpointer {
  private final CheckpointConfig config;
  private final MeasureSchedule lasting;
  private final EngineName engine;
  private final Checkpoints store;
  private final Network network;
  private final MetricsLog log;
  private final Deque<Long> passing = new ArrayDeque<>();
  private long last = System.nanoTime();

  /**
   * @param lasting the steps whose checkpoints are kept
   * @param engine of the network
   */
  Checkpointer(
      CheckpointConfig config,
      MeasureSchedule lasting,
      EngineName engine,
      Checkpoints store,
      Network network,
      MetricsLog log) {
    this.config = config;
    this.lasting = lasting;
    this.engine = engine;
    this.store = store;
    this.network = network;
    this.log = log;
    store.steps().stream().filter(step -> !lasts(step)).forEach(passing::add);
  }

  private boolean lasts(long step) {
    return config.logSpaced() > 0 && lasting.isDue(step);
  }

  /** Called before every step; writes a checkpoint if one is due. */
  void offer(TrainingLoop.Elapsed elapsed) {
    boolean isTime = System.nanoTime() - last >= config.everyMinutes() * 60e9;
    if (isTime || lasts(elapsed.step())) {
      write(elapsed, false);
    }
  }

  /** Writes the last checkpoint. */
  void finish(TrainingLoop.Elapsed elapsed, boolean reachedGoal) {
    write(elapsed, reachedGoal);
    while (passing.size() > 1) {
      store.delete(passing.removeFirst());
    }
  }

  private void write(TrainingLoop.Elapsed elapsed, boolean reachedGoal) {
    store.write(
        new Checkpoint(
            network.state(),
            engine,
            network.parameterHash(),
            new Checkpoint.Progress(
                elapsed.step(),
                elapsed.nanos(),
                elapsed.measuringNanos(),
                reachedGoal,
                log.sync())));
    if (!lasts(elapsed.step())) {
      passing.remove(elapsed.step());
      passing.add(elapsed.step());
    }
    while (passing.size() > config.keep()) {
      store.delete(passing.removeFirst());
    }
    last = System.nanoTime();
  }
}
