package org.collapselab.studies.sweep;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Runs trials in processes of their own, each of which takes one trial after the other. A process
 * that dies costs the trial that it was at, which is a row with the reason; another takes its
 * place.
 *
 * @param slots number of processes, at least 1
 * @param command that starts a worker, but for the directory of the sweep, its last argument
 */
public record Processes(int slots, List<String> command) implements TrialExecutor {
  public Processes {
    command = List.copyOf(command);
  }

  @Override
  public void run(OpenTrials open) throws InterruptedException {
    AtomicBoolean anyStarted = new AtomicBoolean();
    List<WorkerProcess> all =
        IntStream.range(0, slots)
            .mapToObj(k -> new WorkerProcess(k, command, open, anyStarted))
            .toList();
    Queue<WorkerProcess> idle = new ConcurrentLinkedQueue<>(all);
    StopWatch watch = StopWatch.start(open, () -> all.forEach(WorkerProcess::stop));
    try {
      Threads.run(
          open,
          slots,
          id -> {
            WorkerProcess worker = idle.remove(); // there are as many as threads
            worker.run(id);
            idle.add(worker);
          });
    } finally {
      watch.close();
      all.forEach(WorkerProcess::close);
    }
  }
}
