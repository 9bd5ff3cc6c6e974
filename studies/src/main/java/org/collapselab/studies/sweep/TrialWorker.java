package org.collapselab.studies.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/**
 * The other end of a {@link WorkerProcess}: reads names of trials, a line each, and answers each
 * once the trial's record is written. The files are all that is said about the trial.
 */
public final class TrialWorker {
  /** What every answer begins with; native libraries may print other lines. */
  static final String PREFIX = "collapse-trial ";

  static final String READY = PREFIX + "ready";
  static final String DONE = PREFIX + "done ";

  /** Asks to end early, in place of a name. */
  static final String STOP = "stop";

  private final BufferedReader in;
  private final PrintStream out;
  private final Runnable abandoned;
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private volatile boolean stopped;

  /**
   * @param abandoned called when the asking process is gone; ends this one at once, since another
   *     may soon be at work in the same directory
   */
  public TrialWorker(BufferedReader in, PrintStream out, Runnable abandoned) {
    this.in = in;
    this.out = out;
    this.abandoned = abandoned;
  }

  /** Whether the trial that runs is to end early. */
  public boolean stopped() {
    return stopped;
  }

  /**
   * Runs what is asked for until asked to stop.
   *
   * @param run runs a trial; false if no other is to follow
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
