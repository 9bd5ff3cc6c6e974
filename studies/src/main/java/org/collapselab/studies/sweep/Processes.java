package org.collapselab.studies.sweep;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Runs trials in separate processes, each of which runs one trial after another. If a process dies,
 * only its current trial is lost, which becomes a row with the reason; a new process replaces it.
 *
 * @param slots number of processes, at least 1
 * @param command that starts a worker, without its last argument, the directory of the sweep
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
