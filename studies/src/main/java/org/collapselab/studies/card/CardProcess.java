package org.collapselab.studies.card;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.collapselab.studies.sweep.WorkerExit;
import org.collapselab.trainer.store.Json;

/**
 * A process that does tasks on a device. If a task ends it, which a fault of a driver can, the next
 * one gets another process.
 */
public final class CardProcess implements CardSide {
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private Process process;
  private BufferedReader answers;

  /**
   * @param command starts a process that runs a {@link CardWorker}
   * @param environment in addition to that of this process
   * @param log receives what it prints to standard error
   */
  public CardProcess(List<String> command, Map<String, String> environment, Path log) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
  }

  @Override
  public CardAnswer ask(CardTask task) {
    try {
      if (process == null) {
        start();
      }
      process.getOutputStream().write((task.line() + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(CardWorker.PREFIX)) {
          return Json.parse(line.substring(CardWorker.PREFIX.length()), CardAnswer.class);
        }
      }
    } catch (IOException e) {
      if (process == null) {
        return CardAnswer.failed("its process did not start: " + e.getMessage());
      }
    }
    return CardAnswer.failed("its process %s; see %s".formatted(WorkerExit.reason(end()), log));
  }

  private void start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

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
