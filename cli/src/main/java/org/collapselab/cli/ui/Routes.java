package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.studies.compare.ComparisonFiles;
import org.collapselab.studies.compare.RunFinder;
import org.collapselab.studies.compare.RunsComparison;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.SeriesRow;

/** What lies at which address; docs/ui.md lists them. */
final class Routes {
  private static final int LOG_TAIL = 64 << 10;
  private static final long LARGEST_FILE = 256L << 20;
  private static final int MOST_COMPARED = 200;

  private final RunsFolder folder;
  private final Rows rows;
  private final Details details;

  Routes(RunsFolder folder) {
    this.folder = folder;
    this.rows = new Rows(folder);
    this.details = new Details(folder, rows);
  }

  Reply reply(Request request) {
    List<String> path = request.path();
    if (path.isEmpty()) {
      return Assets.page("runs.html");
    }
    return switch (path.get(0)) {
      case "assets" -> Assets.asset(only(path, 2).get(1));
      case "compare" -> compare(only(path, 1), request.all("run"));
      case "runs" -> path.size() == 2 ? page(path.get(1)) : file(path);
      case "api" -> data(path, request);
      default -> throw nothing();
    };
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
    byte[] bytes = bytes(file.orElseThrow(Routes::nothing));
    return name.endsWith(".html") ? Reply.page(bytes, Reply.Policy.REPORT) : Reply.text(bytes);
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new Refusal(
            422, "%s is larger than %d MB".formatted(file.getFileName(), LARGEST_FILE >> 20));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Refusal(422, "cannot read %s: %s".formatted(file.getFileName(), e.getMessage()));
    }
  }

  private Reply compare(List<String> path, List<String> ids) {
    if (ids.isEmpty() || ids.size() > MOST_COMPARED) {
      throw Refusal.badRequest(
          "name 1 to %d runs as %s?run=…".formatted(MOST_COMPARED, path.get(0)));
    }
    List<Path> directories = ids.stream().map(folder::enclosed).toList();
    List<String> command = new ArrayList<>(List.of("collapse", "compare"));
    directories.forEach(directory -> command.add(directory.toString()));
    try {
      RunsComparison comparison = RunsComparison.of(RunFinder.read(directories));
      return Reply.page(ComparisonFiles.page(comparison, command), Reply.Policy.REPORT);
    } catch (RuntimeException e) { // whatever a damaged file leads to
      throw new Refusal(422, "these cannot be compared: " + reason(e));
    }
  }

  private static String reason(RuntimeException e) {
    Throwable told = e instanceof UncheckedIOException io ? io.getCause() : e;
    boolean explained = e instanceof UncheckedIOException || e instanceof IllegalArgumentException;
    return explained && told.getMessage() != null
        ? told.getMessage()
        : "a file of theirs is damaged; the rows of the first page say which";
  }

  /** {@code /api/runs}, {@code /api/runs/<id>} and {@code /api/runs/<id>/<what>}. */
  private Reply data(List<String> path, Request request) {
    if (path.size() < 2 || path.size() > 4 || !path.get(1).equals("runs")) {
      throw nothing();
    }
    if (path.size() == 2) {
      return Reply.json(JsonTree.object("folder", folder.root().toString(), "runs", rows.all()));
    }
    String id = path.get(2);
    return Reply.json(path.size() == 3 ? details.of(id) : part(id, path.get(3), request));
  }

  private ObjectNode part(String id, String what, Request request) {
    Path directory = folder.directory(id);
    return switch (what) {
      case "metrics" ->
          Tables.slice(
              RunTable.METRICS,
              folder.file(directory, RunTable.METRICS.file()),
              request,
              metrics(request));
      case "spectra" ->
          Tables.slice(
              RunTable.SPECTRA,
              folder.file(directory, RunTable.SPECTRA.file()),
              request,
              leading(request));
      case "spectrum" -> Tables.lastSpectra(folder.file(directory, RunTable.SPECTRA.file()));
      case "log" -> log(folder.file(directory, RunDirectory.LOG));
      default -> throw nothing();
    };
  }

  /** Rows of the metrics and the split that are asked for. */
  private static Predicate<SeriesRow> metrics(Request request) {
    Optional<Set<String>> names =
        request.one("metric").map(list -> new HashSet<>(List.of(list.split(",", -1))));
    Optional<String> split = request.one("split");
    return row ->
        names.map(n -> n.contains(row.key().quantity())).orElse(true)
            && split.map(s -> s.equals(row.key().split())).orElse(true);
  }

  /** Rows of the largest singular values, of the split that is asked for. */
  private static Predicate<SeriesRow> leading(Request request) {
    long top = request.number("top", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    Optional<String> split = request.one("split");
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
}
