package org.collapselab.studies.card;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.collapselab.datasets.DataHome;
import org.collapselab.models.EngineName;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.store.Device;
import org.collapselab.trainer.store.Json;

/** The other end of a {@link CardProcess}: does one task for each line that it reads. */
public final class CardWorker {
  /** Prefix of every answer; native libraries may print other lines. */
  static final String PREFIX = "collapse-card ";

  private final CardSide work;

  /** On the device of this process. */
  public CardWorker(EngineName engine, CardSize size, DataHome home, Workers workers) {
    this(
        new CardWork(
            engine,
            size,
            home,
            workers,
            Optional.of(System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "0"))
                .filter(id -> Device.chosen().onGpu())
                .map(CardMemory::ofTheCard)));
  }

  CardWorker(CardSide work) {
    this.work = work;
  }

  /** Answers until there are no more tasks. */
  public void serve(BufferedReader in, PrintStream out) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      CardAnswer answer = work.ask(CardTask.parse(line));
      out.println(PREFIX + Json.text(answer).replaceAll("\\R\\s*", " "));
    }
  }
}
