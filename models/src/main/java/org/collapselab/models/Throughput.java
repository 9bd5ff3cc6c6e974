package org.collapselab.models;

/** How often something can be done in a second. */
public final class Throughput {
  private Throughput() {}

  /**
   * Does it once without counting, then for so many seconds.
   *
   * @param work returns when it is done, also on a device that only queues it
   */
  public static double perSecond(Runnable work, double seconds) {
    work.run();
    long start = System.nanoTime();
    long times = 0;
    double elapsed;
    do {
      work.run();
      times++;
      elapsed = (System.nanoTime() - start) / 1e9;
    } while (elapsed < seconds);
    return times / elapsed;
  }
}
