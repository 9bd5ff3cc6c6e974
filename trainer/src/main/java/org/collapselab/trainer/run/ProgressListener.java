package org.collapselab.trainer.run;

/** Told how a run advances. */
public interface ProgressListener {
  /** The run begins, or goes on after {@code from} steps; {@code steps} in all are planned. */
  default void started(long from, long steps, long stepsPerEpoch) {}

  /** A step was taken; {@code objective} is that of its mini-batch. */
  default void stepped(long step, double objective) {}

  /** A measurement was taken after {@code step} steps; {@code line} sums it up. */
  default void measured(long step, String line) {}

  /** The run ended. */
  default void finished() {}
}
