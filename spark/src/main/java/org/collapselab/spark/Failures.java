package org.collapselab.spark;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts the failures of each task, as Spark does, to name the one that Spark gave up on. */
final class Failures extends SparkListener {
  private static final long PATIENCE_MILLIS = 10_000;

  private final int most;
  private final Map<Integer, Integer> counts = new ConcurrentHashMap<>();
  private Task exhausted;

  /** A task that has failed as often as Spark allows. */
  record Task(int partition, String reason, double seconds) {}

  Failures(int most) {
    this.most = most;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof TaskFailedReason reason && reason.countTowardsTaskFailures()) {
      int partition = end.taskInfo().partitionId();
      if (counts.merge(partition, 1, Integer::sum) >= most) {
        exhausted(new Task(partition, firstLine(reason), end.taskInfo().duration() / 1e3));
      }
    }
  }

  private static String firstLine(TaskFailedReason reason) {
    return reason.toErrorString().lines().findFirst().orElse("unknown");
  }

  private synchronized void exhausted(Task task) {
    if (exhausted == null) {
      exhausted = task;
      notifyAll();
    }
  }

  /** The task that made Spark give up; none if the reason was another. */
  synchronized Optional<Task> exhausted() throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    // Spark tells of events a little later than it throws.
    while (exhausted == null && System.currentTimeMillis() < end) {
      wait(Math.max(1, end - System.currentTimeMillis()));
    }
    return Optional.ofNullable(exhausted);
  }
}
