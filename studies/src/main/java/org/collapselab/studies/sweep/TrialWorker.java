package org.collapselab.studies.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/**
 * The other end of a {@link WorkerProcess}: reads names of trials, one per line, and answers each
 * once the trial's record is written. The results themselves are only in the files.
 */
public final class TrialWorker {
  /** Prefix of every answer; native libraries may print other lines. */
  static final String PREFIX = "collapse-trial ";

  static final String READY = PREFIX + "ready";
  static final String DONE = PREFIX + "done ";

  /** Sent instead of a name to stop early. */
  static final String STOP = "stop";

  private final BufferedReader in;
  private final PrintStream out;
  private final Runnable abandoned;
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private volatile boolean stopped;

  /**
   * @param abandoned called when the parent process is gone; ends this one at once, since another
   *     may soon be working in the same directory
   */
  public TrialWorker(BufferedReader in, PrintStream out, Runnable abandoned) {
    this.in = in;
    this.out = out;
    this.abandoned = abandoned;
  }

  /** Whether the running trial has to end early. */
  public boolean stopped() {
    return stopped;
  }

  /**
   * Runs the requested trials until told to stop.
   *
   * @param run runs a trial; false if no more should follow
   */
  public void serve(Predicate<String> run) throws InterruptedException {
    Thread reader = new Thread(this::read, "trials-asked-for");
    reader.setDaemon(true);
    reader.start();
    out.println(READY);
    String id = asked.take();
    while (!id.equals(STOP)) {
      boolean more = run.test(id);
      out.println(DONE + id);
      id = more ? asked.take() : STOP;
    }
  }

  private void read() {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        stopped |= line.equals(STOP);
        asked.add(line);
      }
    } catch (IOException e) {
      stopped = true; // as at the end of the stream
    }
    abandoned.run();
  }
}
