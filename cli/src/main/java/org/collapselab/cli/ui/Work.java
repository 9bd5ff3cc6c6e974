package org.collapselab.cli.ui;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does work in the background, in limited time and separately by subject: work that hangs or is
 * slow only delays later work on the same subject. A subject is usually a run.
 */
final class Work implements AutoCloseable {
  private static final int MOST_THREADS = 64;
  private static final int MOST_WAITING = 256;
  private static final long IDLE_SECONDS = 20;

  private final int parallel;
  private final int atOnce;
  private final Duration limit;
  private final ThreadPoolExecutor threads;
  private final ScheduledThreadPoolExecutor clock;

  /** Guards itself, lanes, tasks and {@link #hanging}. */
  private final Map<String, Lane> lanes = new HashMap<>();

  private int hanging;

  /** Work on one subject. */
  private static final class Lane {
    private final Queue<Task<?>> waiting = new ArrayDeque<>();
    private int running;
    private int hanging;
  }

  private static final class Task<T> {
    private final String subject;
    private final Lane lane;
    private final Callable<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Future<?> alarm;
    private Thread thread;
    private boolean hangs;

    Task(String subject, Lane lane, Callable<T> work) {
      this.subject = subject;
      this.lane = lane;
      this.work = work;
    }
  }

  /**
   * @param parallel threads; hanging ones are replaced, up to a limit
   * @param atOnce threads that may work on one subject
   * @param limit time that a piece of work may wait, and then take
   */
  Work(String name, int parallel, int atOnce, Duration limit) {
    this.parallel = parallel;
    this.atOnce = atOnce;
    this.limit = limit;
    this.threads =
        new ThreadPoolExecutor(
            parallel,
            MOST_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            run -> daemon(run, name),
            new ThreadPoolExecutor.DiscardPolicy()); // once closed
    threads.allowCoreThreadTimeOut(true);
    this.clock = new ScheduledThreadPoolExecutor(1, run -> daemon(run, name + " clock"));
    clock.setRemoveOnCancelPolicy(true);
    clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // once closed
  }

  private static Thread daemon(Runnable run, String name) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts work, or queues it after earlier work on its subject.
   *
   * @return its result or exception; a {@link Refusal} with status 503 if it takes too long, if too
   *     much work is waiting, or if earlier work on the subject hangs
   */
  <T> CompletableFuture<T> start(String subject, Callable<T> work) {
    synchronized (lanes) {
      Lane lane = lanes.computeIfAbsent(subject, name -> new Lane());
      if (lane.hanging >= atOnce) {
        return CompletableFuture.failedFuture(
            busy("an earlier request for %s still hangs".formatted(subject)));
      }
      if (lane.waiting.size() >= MOST_WAITING) {
        return CompletableFuture.failedFuture(
            busy("too many requests for %s are waiting".formatted(subject)));
      }
      Task<T> task = new Task<>(subject, lane, work);
      lane.waiting.add(task);
      setAlarm(task);
      next(lane);
      return task.result;
    }
  }

  private static Refusal busy(String why) {
    return new Refusal(503, why + "; try again later");
  }

  private void setAlarm(Task<?> task) {
    task.alarm = clock.schedule(() -> end(task), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void next(Lane lane) {
    while (lane.running < atOnce && !lane.waiting.isEmpty()) {
      Task<?> task = lane.waiting.remove();
      lane.running++;
      threads.execute(() -> run(task));
    }
  }

  private <T> void run(Task<T> task) {
    synchronized (lanes) {
      task.thread = Thread.currentThread();
      task.alarm.cancel(false);
      setAlarm(task);
    }
    try {
      if (!task.result.isDone()) {
        T result = task.work.call();
        if (!task.result.complete(result) && result instanceof AutoCloseable unwanted) {
          unwanted.close();
        }
      }
    } catch (Throwable e) { // passed on to the code that waits for the result
      task.result.completeExceptionally(e);
    } finally {
      synchronized (lanes) {
        leave(task);
      }
    }
  }

  private void leave(Task<?> task) {
    task.thread = null;
    task.alarm.cancel(false);
    Thread.interrupted(); // the alarm may have come at the very end
    Lane lane = task.lane;
    lane.running--;
    if (task.hangs) {
      lane.hanging--;
      hanging--;
      resize();
    }
    next(lane);
    if (lane.running == 0) {
      lanes.remove(task.subject);
    }
  }

  /** The time limit of a task has passed. */
  private void end(Task<?> task) {
    Refusal late = busy("%s took longer than %d s".formatted(task.subject, limit.toSeconds()));
    boolean isLate = task.result.completeExceptionally(late);
    synchronized (lanes) {
      task.lane.waiting.remove(task);
      if (isLate && task.thread != null) {
        task.hangs = true;
        task.lane.hanging++;
        hanging++;
        resize();
        task.thread.interrupt();
      }
    }
  }

  private void resize() {
    threads.setCorePoolSize(Math.min(MOST_THREADS, parallel + hanging));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdownNow();
  }
}
