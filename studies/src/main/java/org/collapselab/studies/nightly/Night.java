package org.collapselab.studies.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.collapselab.trainer.store.RunLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the files of a night one after another and keeps their history. */
public final class Night {
  private static final Logger LOG = LoggerFactory.getLogger(Night.class);
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int DATE = "yyyy-MM-dd".length();

  private final Path out;
  private final Duration budget;
  private final String commit;
  private final Clock clock;
  private final BooleanSupplier stop;
  private final NightListener listener;

  /**
   * @param out folder of {@code history.csv} and of one folder per date
   * @param budget a file is not started if less time is left than it took last time
   * @param commit of the sources, for the history
   * @param stop asked before every file
   */
  public Night(
      Path out,
      Duration budget,
      String commit,
      Clock clock,
      BooleanSupplier stop,
      NightListener listener) {
    this.out = out;
    this.budget = budget;
    this.commit = commit;
    this.clock = clock;
    this.stop = stop;
    this.listener = listener;
  }

  /**
   * Runs the files in order; one that throws becomes a result with its reason, and the others still
   * run. The folder is locked during this time.
   *
   * @throws UncheckedIOException if another nightly run is working in the folder
   */
  @SuppressWarnings("try") // held while it is open, never called
  public NightResult run(List<NightlyFile> files, FileResult.Runner runner) {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create %s: %s".formatted(out, e.getMessage()), e);
    }
    try (RunLock lock = RunLock.acquire(out)) {
      return runLocked(files, runner);
    }
  }

  private NightResult runLocked(List<NightlyFile> files, FileResult.Runner runner) {
    History history = History.open(out);
    Instant start = clock.instant();
    String night = LocalDateTime.now(clock).format(NAME);
    Path folder = out.resolve(night.substring(0, DATE));
    List<FileResult> results = new ArrayList<>();
    for (NightlyFile file : files) {
      Duration left = budget.minus(Duration.between(start, clock.instant()));
      Optional<String> obstacle = obstacle(history.lastSeconds(file.name()), left);
      FileResult result =
          obstacle.isPresent()
              ? FileResult.without(file, FileResult.State.NOT_RUN, obstacle.get())
              : run(file, folder, runner);
      history.append(HistoryRow.of(night, commit, result));
      listener.ended(result);
      results.add(result);
    }
    return new NightResult(night, commit, results);
  }

  private Optional<String> obstacle(OptionalDouble lastSeconds, Duration left) {
    if (stop.getAsBoolean()) {
      return Optional.of("the night was stopped before this file");
    }
    double seconds = left.toMillis() / 1e3;
    if (seconds <= 0) {
      return Optional.of("the budget was used up before this file");
    }
    return lastSeconds.isPresent() && lastSeconds.getAsDouble() > seconds
        ? Optional.of(
            "it took %.0f s last time, and %.0f s of the budget were left"
                .formatted(lastSeconds.getAsDouble(), seconds))
        : Optional.empty();
  }

  private FileResult run(NightlyFile file, Path folder, FileResult.Runner runner) {
    listener.starting(file);
    Instant start = clock.instant();
    FileResult result;
    try {
      result =
          file.problem().isEmpty()
              ? runner.run(file, folder)
              : FileResult.without(file, FileResult.State.FAILED, file.problem());
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.info("{} failed", file.path(), e);
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      result = FileResult.without(file, FileResult.State.FAILED, reason);
    }
    double seconds = Duration.between(start, clock.instant()).toMillis() / 1e3;
    return result.after(seconds);
  }
}
