package org.collapselab.studies.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs trials on threads of this process, one trial per thread.
 *
 * @param slots number of threads, at least 1
 */
public record Threads(int slots) implements TrialExecutor {
  @Override
  public void run(OpenTrials open) throws InterruptedException {
    run(open, slots, open::run);
  }

  /** Gives each trial to one of the threads until all have ended or the sweep is stopped. */
  static void run(OpenTrials open, int slots, Consumer<String> job) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(slots);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (String id : open.ids()) {
        running.add(pool.submit(() -> runUnlessStopped(id, open, job)));
      }
      for (Future<?> trial : running) {
        trial.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static void runUnlessStopped(String id, OpenTrials open, Consumer<String> job) {
    if (!open.stopped()) {
      job.accept(id);
    }
  }
}
