package org.collapselab.trainer.run;

/** Follows the progress of a run. */
public interface ProgressListener {
  /** Before the start, of a run whose λ_H is given: the losses of its references, in one line. */
  default void references(String line) {}

  /** The run starts, or continues after {@code from} steps; {@code steps} are planned in all. */
  default void started(long from, long steps, long stepsPerEpoch) {}

  /** A step was taken; {@code objective} is the objective of its mini-batch. */
  default void stepped(long step, double objective) {}

  /** A measurement was taken after {@code step} steps; {@code line} summarises it. */
  default void measured(long step, String line) {}

  /** The run ended. */
  default void finished() {}
}
