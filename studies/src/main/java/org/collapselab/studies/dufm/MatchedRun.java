package org.collapselab.studies.dufm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.reference.MatchedHead;
import org.collapselab.trainer.store.ClassMeans;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.DirectoryKind;
import org.collapselab.trainer.store.DufmEnd;
import org.collapselab.trainer.store.MatchedDufm;
import org.collapselab.trainer.store.RunDirectory;

/** A run that has ended, the DUFM that matches it, and {@code matched-dufm.json}. */
public final class MatchedRun {
  private final RunDirectory directory;
  private final Comparison comparison;
  private final MatchedHead head;

  private MatchedRun(RunDirectory directory, Comparison comparison, MatchedHead head) {
    this.directory = directory;
    this.comparison = comparison;
    this.head = head;
  }

  /**
   * Opens a run.
   *
   * @throws IllegalArgumentException if this is not the directory of a run, or no DUFM matches the
   *     run; the message says why
   * @throws UncheckedIOException if a file is damaged, naming it
   */
  public static MatchedRun open(Path path) {
    DirectoryKind.RUN.require(path);
    RunDirectory directory = new RunDirectory(path);
    try {
      directory.check(List.of(RunDirectory.CONFIG, RunDirectory.COMPARISON, RunDirectory.MEANS));
      ExperimentConfig config = ConfigLoader.recorded(directory.config(), List.of());
      Comparison comparison = comparison(directory);
      MatchedHead head =
          MatchedHead.of(config, comparison.problem(), widths(directory, comparison));
      return new MatchedRun(directory, comparison, head);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Comparison comparison(RunDirectory directory) throws IOException {
    if (!Files.exists(directory.comparison())) {
      throw new IllegalArgumentException(
          "The run has no %s: it has not come to an end that could be compared."
              .formatted(RunDirectory.COMPARISON));
    }
    Comparison comparison = Comparison.read(directory.comparison());
    if (!comparison.isAvailable()) {
      throw new IllegalArgumentException(comparison.unavailable());
    }
    return comparison;
  }

  /** d_1 … d_L: the class means M_1 … M_L have as many neurons. */
  private static List<Integer> widths(RunDirectory directory, Comparison comparison)
      throws IOException {
    List<Integer> widths = new ArrayList<>();
    for (int l = 1; l <= comparison.problem().headDepth(); l++) {
      String symbol = "M_" + l;
      Optional<ClassMeans> means = Optional.empty();
      for (Comparison.Layer layer : comparison.layers()) {
        if (layer.symbol().equals(symbol)) {
          means = ClassMeans.read(directory, layer.place());
        }
      }
      widths.add(
          means
              .map(read -> read.means().numCols)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "The run has no class means of %s in %s, which tell the width of that layer."
                              .formatted(symbol, ClassMeans.FILES))));
    }
    return widths;
  }

  /** Its directory. */
  public RunDirectory directory() {
    return directory;
  }

  /** Its comparison with the references. */
  public Comparison comparison() {
    return comparison;
  }

  /** The DUFM that matches its head. */
  public MatchedHead head() {
    return head;
  }

  /**
   * Trains the DUFM, or takes from the cache beside the run what is there, and writes {@code
   * matched-dufm.json}.
   *
   * @param threads seeds trained at the same time, ≥ 1
   * @return what was written; empty if {@code stop} ended it early: the cache has the seeds that
   *     have ended
   */
  public Optional<MatchedDufm> match(
      MatchedSettings settings,
      List<Long> seeds,
      int threads,
      MatchedStudy.Listener listener,
      BooleanSupplier stop) {
    EndCache cache = new EndCache(parent(directory), settings);
    List<DufmEnd> ends = new MatchedStudy(settings, cache, listener, stop).run(seeds, threads);
    if (ends.size() < seeds.size()) {
      return Optional.empty();
    }
    MatchedDufm result = result(settings, ends);
    result.write(directory.matchedDufm());
    return Optional.of(result);
  }

  private MatchedDufm result(MatchedSettings settings, List<DufmEnd> ends) {
    return new MatchedDufm(
        MatchedDufm.SCHEMA,
        null,
        settings.model(),
        settings.descent(),
        settings.timeConstants(),
        head.differences(),
        new MatchedDufm.Head(comparison.objective().dufmTotal(), comparison.verdict()),
        settings.sha256(),
        ends);
  }

  /** The parent of a run directory, where the cache is. */
  public static Path parent(RunDirectory directory) {
    return directory.path().toAbsolutePath().normalize().getParent();
  }
}
