package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.collapselab.reports.page.JsonTree;

/**
 * The table of runs. A row is rebuilt only when one of its files has changed. Rows are built in
 * parallel; one that takes too long is replaced by what is known so far.
 */
final class Rows implements AutoCloseable {
  private static final int PARALLEL = Math.max(4, Runtime.getRuntime().availableProcessors());
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_KEPT = 50_000;

  private record Kept(RowMaker.Sources sources, ObjectNode row) {}

  private final RunsFolder folder;
  private final RowMaker maker;
  private final Work readings = new Work("reading runs", PARALLEL, 1, LIMIT);
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  Rows(RunsFolder folder) {
    this.folder = folder;
    this.maker = new RowMaker(folder);
  }

  /** All runs and sweeps, newest first. */
  ArrayNode all() throws InterruptedException {
    return rows(folder.names());
  }

  /** The runs of a sweep, newest first. */
  ArrayNode ofSweep(String sweep) throws InterruptedException {
    return rows(folder.runsOf(sweep));
  }

  private ArrayNode rows(List<String> ids) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Map<String, CompletableFuture<ObjectNode>> futures = new LinkedHashMap<>();
    ids.forEach(id -> futures.put(id, readings.start(id, () -> row(id))));
    List<ObjectNode> rows = new ArrayList<>();
    for (Map.Entry<String, CompletableFuture<ObjectNode>> each : futures.entrySet()) {
      rows.add(await(each.getKey(), each.getValue(), end));
    }
    rows.sort(
        Comparator.comparing((ObjectNode row) -> row.path("started").asText())
            .thenComparing(row -> row.path("id").asText())
            .reversed());
    return JsonTree.array(VariedKeys.in(rows));
  }

  private ObjectNode await(String id, CompletableFuture<ObjectNode> row, long end)
      throws InterruptedException {
    String state = "broken";
    String problem;
    try {
      return row.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      state = "reading";
      problem = "not read within %d s".formatted(PATIENCE.toSeconds());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      state = cause instanceof Refusal refusal && refusal.isForNow() ? "reading" : "broken";
      problem = Explanation.of(cause).orElse("its files are damaged");
    }
    Kept last = kept.get(id);
    if (last == null) {
      return maker.unread(id, state, problem);
    }
    ObjectNode known = last.row().deepCopy();
    known.withArray("problems").add(problem);
    return known;
  }

  /**
   * One row.
   *
   * @throws Refusal if there is no such run
   */
  ObjectNode row(String id) {
    Path directory = folder.directory(id);
    RowMaker.Sources sources = maker.sources(directory);
    Kept last = kept.get(id);
    if (last == null || !last.sources().equals(sources)) {
      last = new Kept(sources, maker.make(id, directory, sources.locked()));
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      kept.put(id, last);
    }
    return last.row();
  }

  @Override
  public void close() {
    readings.close();
  }
}
