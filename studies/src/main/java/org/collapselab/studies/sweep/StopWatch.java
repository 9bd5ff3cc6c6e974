package org.collapselab.studies.sweep;

/**
 * Tells trials that run elsewhere, and cannot check themselves, that the sweep is to be stopped.
 */
public final class StopWatch implements AutoCloseable {
  private static final long EVERY_MILLIS = 200;

  private final Thread thread;

  private StopWatch(Thread thread) {
    this.thread = thread;
  }

  /** Calls {@code stop} once, when the sweep is to be stopped. */
  public static StopWatch start(OpenTrials open, Runnable stop) {
    Thread thread = new Thread(() -> watch(open, stop), "stop-watch");
    thread.setDaemon(true);
    thread.start();
    return new StopWatch(thread);
  }

  private static void watch(OpenTrials open, Runnable stop) {
    try {
      while (!open.stopped()) {
        Thread.sleep(EVERY_MILLIS);
      }
      stop.run();
    } catch (InterruptedException e) {
      return; // closed
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
