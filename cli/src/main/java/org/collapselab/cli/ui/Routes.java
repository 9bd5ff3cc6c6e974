package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.SeriesRow;

/** Maps addresses to their content; docs/ui.md lists them. */
final class Routes implements AutoCloseable {
  private static final String TABLE = "the table of runs";
  private static final int LOG_TAIL = 64 << 10;
  private static final int MOST_COMPARED = 200;

  private final RunsFolder folder;
  private final Rows rows;
  private final Details details;
  private final Comparing comparing;
  private final Work requests = new Work("requests", 32, 4, Duration.ofSeconds(15));
  private final Work comparisons = new Work("comparisons", 1, 1, Duration.ofSeconds(120));

  Routes(RunsFolder folder) {
    this.folder = folder;
    this.rows = new Rows(folder);
    this.details = new Details(folder, rows);
    this.comparing = new Comparing(folder, rows);
  }

  /** Starts reading the runs, so that the first request does not have to wait. */
  void readAhead() {
    requests.start(TABLE, rows::all);
  }

  /**
   * Starts preparing the reply.
   *
   * @throws Refusal if the address is invalid
   */
  CompletableFuture<Reply> reply(Address address) {
    List<String> path = address.path();
    if (path.isEmpty()) {
      return CompletableFuture.completedFuture(Assets.page("runs.html"));
    }
    return switch (path.get(0)) {
      case "assets" -> CompletableFuture.completedFuture(Assets.asset(only(path, 2).get(1)));
      case "compare" -> compare(only(path, 1), address.all("run"));
      case "runs" -> {
        String id = subject(path, 1);
        yield requests.start(id, () -> path.size() == 2 ? page(id) : file(path));
      }
      case "api" -> {
        String subject = path.size() == 2 ? TABLE : subject(path, 2);
        yield requests.start(subject, () -> data(path, address));
      }
      default -> throw nothing();
    };
  }

  private static String subject(List<String> path, int place) {
    if (path.size() <= place) {
      throw nothing();
    }
    return path.get(place);
  }

  private static List<String> only(List<String> path, int size) {
    if (path.size() != size) {
      throw nothing();
    }
    return path;
  }

  private static Refusal nothing() {
    return Refusal.notFound("there is nothing at this address");
  }

  private Reply page(String id) {
    folder.directory(id);
    return Assets.page("run.html");
  }

  /** {@code /runs/<id>/files/<name>}. */
  private Reply file(List<String> path) {
    String name = only(path, 4).get(3);
    Optional<Path> file =
        path.get(2).equals("files") && Details.FILES.contains(name)
            ? folder.file(folder.directory(path.get(1)), name)
            : Optional.empty();
    SentFile download = SentFile.open(file.orElseThrow(Routes::nothing));
    return name.endsWith(".html")
        ? Reply.page(download, Reply.Policy.REPORT)
        : Reply.text(download);
  }

  private CompletableFuture<Reply> compare(List<String> path, List<String> ids) {
    if (ids.isEmpty() || ids.size() > MOST_COMPARED) {
      throw Refusal.badRequest(
          "name 1 to %d runs as %s?run=…".formatted(MOST_COMPARED, path.get(0)));
    }
    ids.forEach(folder::directory);
    return comparisons.start("comparisons", () -> comparing.page(ids));
  }

  /** {@code /api/runs}, {@code /api/runs/<id>} and {@code /api/runs/<id>/<what>}. */
  private Reply data(List<String> path, Address address) throws InterruptedException {
    if (path.size() < 2 || path.size() > 4 || !path.get(1).equals("runs")) {
      throw nothing();
    }
    if (path.size() == 2) {
      return Reply.json(JsonTree.object("folder", folder.root().toString(), "runs", rows.all()));
    }
    String id = path.get(2);
    return Reply.json(path.size() == 3 ? details.of(id) : part(id, path.get(3), address));
  }

  private ObjectNode part(String id, String what, Address address) {
    Path directory = folder.directory(id);
    return switch (what) {
      case "metrics" ->
          Tables.slice(
              RunTable.METRICS,
              folder.file(directory, RunTable.METRICS.file()),
              address,
              metrics(address));
      case "spectra" ->
          Tables.slice(
              RunTable.SPECTRA,
              folder.file(directory, RunTable.SPECTRA.file()),
              address,
              leading(address));
      case "spectrum" -> Tables.spectra(folder.file(directory, RunTable.SPECTRA.file()));
      case "log" -> log(folder.file(directory, RunDirectory.LOG));
      default -> throw nothing();
    };
  }

  /** Rows of the requested metrics and split. */
  private static Predicate<SeriesRow> metrics(Address address) {
    Optional<Set<String>> names =
        address.one("metric").map(list -> new HashSet<>(List.of(list.split(",", -1))));
    Optional<String> split = address.one("split");
    return row ->
        names.map(n -> n.contains(row.key().quantity())).orElse(true)
            && split.map(s -> s.equals(row.key().split())).orElse(true);
  }

  /** Rows of the largest singular values, of the requested split. */
  private static Predicate<SeriesRow> leading(Address address) {
    long top = address.number("top", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    Optional<String> split = address.one("split");
    return row ->
        Integer.parseInt(row.key().quantity()) <= top
            && split.map(s -> s.equals(row.key().split())).orElse(true);
  }

  private static ObjectNode log(Optional<Path> file) {
    try {
      if (file.isEmpty()) {
        return JsonTree.object("text", "", "cut", false);
      }
      TableSlice tail = TableSlice.last(file.get(), LOG_TAIL);
      return JsonTree.object("text", String.join("\n", tail.lines()), "cut", tail.from() > 0);
    } catch (IOException e) {
      throw new Refusal(422, "cannot read run.log: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    requests.close();
    comparisons.close();
    comparing.close();
    rows.close();
  }
}
