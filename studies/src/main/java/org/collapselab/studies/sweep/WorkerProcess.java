package org.collapselab.studies.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the {@link Processes}: started when the first trial needs it, and again when it died. */
final class WorkerProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final int number;
  private final List<String> command;
  private final OpenTrials open;
  private final Path log;
  private volatile Process process;
  private BufferedReader answers;

  /**
   * @param number from 0
   */
  WorkerProcess(int number, List<String> command, OpenTrials open) {
    this.number = number;
    this.command = command;
    this.open = open;
    this.log = open.path().resolve("workers").resolve((number + 1) + ".log");
  }

  /** Has the process run a trial, and waits until it is through with it. */
  void run(String id) {
    long start = System.nanoTime();
    if (process == null) {
      start();
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

  private void start() {
    List<String> line = new ArrayList<>(command);
    line.add(open.path().toString());
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(GpuShares.of(number, System.getenv()));
    try {
      Files.createDirectories(log.getParent());
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      process = builder.start();
      answers = process.inputReader(StandardCharsets.UTF_8);
      if (!TrialWorker.READY.equals(answer()) && !open.stopped()) {
        throw new IOException("it %s; see %s".formatted(WorkerExit.reason(end()), log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a worker process: " + e.getMessage(), e);
    }
  }

  private synchronized void send(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** The next answer, past what native libraries print; null once the process has ended. */
  private String answer() throws IOException {
    String line = answers.readLine();
    while (line != null && !line.startsWith(TrialWorker.PREFIX)) {
      line = answers.readLine();
    }
    return line;
  }

  /** Asks the process to end the trial that it is at early. */
  void stop() {
    if (process != null) {
      try {
        send(TrialWorker.STOP);
      } catch (IOException e) {
        return; // it has ended
      }
    }
  }

  /** Ends the process, which is given time to write its files; returns its exit code. */
  private int end() {
    Process ending = process;
    process = null;
    try {
      ending.getOutputStream().close();
    } catch (IOException e) {
      // it has ended before it read all
    }
    try {
      if (!ending.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        ending.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    return ending.isAlive() ? -1 : ending.exitValue();
  }

  @Override
  public void close() {
    if (process != null) {
      end();
    }
  }
}
