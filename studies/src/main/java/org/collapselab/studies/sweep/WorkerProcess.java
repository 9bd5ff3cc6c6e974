package org.collapselab.studies.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One of the {@link Processes}: started for its first trial, and restarted if it dies. */
final class WorkerProcess implements AutoCloseable {
  private static final int STARTS = 3;

  private final int number;
  private final List<String> command;
  private final OpenTrials open;
  private final Path log;
  private final AtomicBoolean anyStarted;
  private volatile Process process;
  private BufferedReader answers;

  /**
   * @param number from 0
   * @param anyStarted whether a process of the sweep has ever been ready; as long as none has, the
   *     command is at fault and not one trial
   */
  WorkerProcess(int number, List<String> command, OpenTrials open, AtomicBoolean anyStarted) {
    this.anyStarted = anyStarted;
    this.number = number;
    this.command = command;
    this.open = open;
    this.log = open.path().resolve("workers").resolve((number + 1) + ".log");
  }

  /** Has the process run a trial, and waits until the trial has ended. */
  void run(String id) {
    long start = System.nanoTime();
    if (process == null) {
      Optional<String> obstacle = startPatiently();
      if (obstacle.isPresent()) {
        double seconds = (System.nanoTime() - start) / 1e9;
        open.failed(id, obstacle.get(), seconds);
        return;
      }
    }
    if (open.stopped()) {
      return;
    }
    if (ask(id)) {
      open.ended(id);
      return;
    }
    int code = end();
    // A signal that stops the sweep may reach the worker before this process.
    if (code != WorkerExit.STOPPED && !open.stopped()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      open.failed(id, "its process %s; see %s".formatted(WorkerExit.reason(code), log), seconds);
    }
  }

  /** False if the process ended instead of answering. */
  private boolean ask(String id) {
    try {
      send(id);
      return (TrialWorker.DONE + id).equals(answer());
    } catch (IOException e) {
      return false; // a broken pipe
    }
  }

  /**
   * Tries more than once, since a process can be killed while it starts.
   *
   * @throws UncheckedIOException if none of the sweep has ever started
   */
  private Optional<String> startPatiently() {
    Optional<String> obstacle = start();
    for (int more = 1; more < STARTS && obstacle.isPresent() && !open.stopped(); more++) {
      obstacle = start();
    }
    if (obstacle.isEmpty()) {
      anyStarted.set(true);
    } else if (!anyStarted.get() && !open.stopped()) {
      throw new UncheckedIOException(
          "cannot start a worker process: " + obstacle.get(), new IOException(obstacle.get()));
    }
    return open.stopped() ? Optional.empty() : obstacle.map(o -> "its process did not start: " + o);
  }

  /** Why it cannot be started; empty if it has been, or the sweep is to stop. */
  private Optional<String> start() {
    List<String> line = new ArrayList<>(command);
    line.add(open.path().toString());
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(GpuShares.of(number, System.getenv()));
    try {
      Files.createDirectories(log.getParent());
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      process = builder.start();
      answers = process.inputReader(StandardCharsets.UTF_8);
      return TrialWorker.READY.equals(answer())
          ? Optional.empty()
          : Optional.of("it %s; see %s".formatted(WorkerExit.reason(end()), log));
    } catch (IOException e) {
      if (process != null) {
        end();
      }
      return Optional.of("%s; see %s".formatted(e.getMessage(), log));
    }
  }

  private synchronized void send(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** The next answer, skipping output of native libraries; null once the process has ended. */
  private String answer() throws IOException {
    String line = answers.readLine();
    while (line != null && !line.startsWith(TrialWorker.PREFIX)) {
      line = answers.readLine();
    }
    return line;
  }

  /** Asks the process to stop its current trial early. */
  void stop() {
    if (process != null) {
      try {
        send(TrialWorker.STOP);
      } catch (IOException e) {
        return; // it has ended
      }
    }
  }

  /** Ends the process, after giving it time to write its files; returns its exit code. */
  private int end() {
    Process ending = process;
    process = null;
    return WorkerExit.end(ending);
  }

  @Override
  public void close() {
    if (process != null) {
      end();
    }
  }
}
