package org.collapselab.cli.ui;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.collapselab.studies.compare.ComparisonFiles;
import org.collapselab.studies.compare.Run;
import org.collapselab.studies.compare.RunFinder;
import org.collapselab.studies.compare.RunsComparison;

/**
 * Makes the page that compares runs. They are read in parallel, and again only if one of their
 * files has changed; runs that cannot be read are named on the page and left out.
 */
final class Comparing implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int PARALLEL = Math.max(2, Runtime.getRuntime().availableProcessors());

  private record Kept(List<Object> stamp, SoftReference<List<Run>> runs) {}

  private final RunsFolder folder;
  private final Rows rows;
  private final Work readings = new Work("reading runs to compare", PARALLEL, 1, LIMIT);
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  Comparing(RunsFolder folder, Rows rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /**
   * The page.
   *
   * @throws Refusal if none of them can be read, or they cannot be compared
   */
  Reply page(List<String> ids) throws InterruptedException {
    Map<String, CompletableFuture<List<Run>>> futures = new LinkedHashMap<>();
    ids.forEach(id -> futures.computeIfAbsent(id, run -> readings.start(run, () -> runs(run))));
    Map<Path, List<Run>> found = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    for (Map.Entry<String, CompletableFuture<List<Run>>> each : futures.entrySet()) {
      try {
        found.put(folder.directory(each.getKey()), each.getValue().get());
      } catch (ExecutionException e) {
        leftOut.add("%s is left out: %s".formatted(each.getKey(), reason(e.getCause())));
      }
    }
    if (found.isEmpty()) {
      throw new Refusal(422, "these cannot be compared: " + String.join("; ", leftOut));
    }
    List<String> command = new ArrayList<>(List.of("collapse", "compare"));
    found.keySet().forEach(directory -> command.add(directory.toString()));
    try {
      RunsComparison comparison = RunsComparison.of(RunFinder.together(found));
      return Reply.page(ComparisonFiles.page(comparison, command, leftOut), Reply.Policy.REPORT);
    } catch (RuntimeException e) { // any consequence of a damaged file
      throw new Refusal(422, "these cannot be compared: " + reason(e));
    }
  }

  private List<Run> runs(String id) {
    RunsFolder.Enclosed directory = folder.enclosed(id);
    refuseIfNoRun(id);
    Kept last = kept.get(id);
    List<Run> runs =
        last != null && last.stamp().equals(directory.stamp()) ? last.runs().get() : null;
    if (runs == null) {
      runs = RunFinder.read(directory.path());
      kept.put(id, new Kept(directory.stamp(), new SoftReference<>(runs)));
    }
    return runs;
  }

  private void refuseIfNoRun(String id) {
    String kind = rows.row(id).path("kind").asText();
    if (kind.equals("measurement") || kind.equals("comparison")) {
      throw new Refusal(422, "it is a %s, not a run or a sweep".formatted(kind));
    }
  }

  private static String reason(Throwable e) {
    return Explanation.of(e).orElse("one of its files is damaged; its own page says which");
  }

  @Override
  public void close() {
    readings.close();
  }
}
