package org.collapselab.studies.optimum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.theory.DufmProblem;
import org.collapselab.trainer.config.FlatConfig;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.SweepProvenance;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The directory of a search: {@code search.json} (what is searched for), {@code starts/} (one JSON
 * and one .npy file per start that has ended), and at the end {@code frontier.csv}, {@code
 * frontier.json}, {@code known-points.csv} and for each rank r a folder {@code rank-r} with H1.npy,
 * W1.npy … WL.npy and gram2.npy … gramL.npy, the Gram matrices of σ(M_l).
 */
public final class OptimumDirectory {
  private final Path path;
  private final OptimumSettings settings;

  private OptimumDirectory(Path path, OptimumSettings settings) {
    this.path = path;
    this.settings = settings;
  }

  /**
   * What decides where a start ends: starts of one search may be taken over by another of the same.
   */
  private record Search(DufmProblem problem, int width, long seed) {
    static Search of(OptimumSettings settings) {
      OptimumProblem problem = settings.problem();
      return new Search(problem.problem(), problem.width(), settings.seed());
    }
  }

  /** Creates a new directory; {@code command} is what the user typed. */
  public static OptimumDirectory create(Path runs, OptimumSettings settings, List<String> command) {
    Path path = RunDirectory.create(runs, settings.problem().name()).path();
    Json.write(path.resolve("search.json"), Search.of(settings));
    String searched = FlatConfig.sha256(Map.of("search", Json.text(Search.of(settings))));
    SweepProvenance.current(command, Engines.of(EngineName.DL4J).describe(), searched)
        .write(path.resolve(RunDirectory.PROVENANCE));
    return new OptimumDirectory(path, settings);
  }

  /**
   * Opens the directory of an earlier search, whose starts are not made again.
   *
   * @throws IllegalArgumentException if it is none, or that of another search
   */
  public static OptimumDirectory open(Path path, OptimumSettings settings) {
    Path file = path.resolve("search.json");
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          path + " has no search.json, so it is not the directory of a search for optima");
    }
    Search earlier = Json.read(file, Search.class);
    if (!earlier.equals(Search.of(settings))) {
      throw new IllegalArgumentException(
          "%s is the directory of another search: its K, L, n, λ's, loss, activation, width or seed differ; search.json there has them"
              .formatted(path));
    }
    return new OptimumDirectory(path, settings);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Runs the search and writes what it found. */
  public OptimumResult run(OptimumListener listener, BooleanSupplier stop) {
    EndStore store = new EndStore(path.resolve("starts"), settings.problem().spec());
    OptimumResult result = new OptimumSearch(settings, store, listener, stop).run();
    try {
      write(result);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + path + ": " + e.getMessage(), e);
    }
    return result;
  }

  private void write(OptimumResult result) throws IOException {
    List<List<?>> rows = new ArrayList<>();
    for (FrontierPoint point : result.frontier()) {
      OptimumEnd end = point.found().end();
      rows.add(
          List.of(
              point.rank(),
              end.loss(),
              end.fit(),
              end.gradientNorm(),
              Double.isNaN(end.balanceGap()) ? "" : end.balanceGap(),
              String.join(" ", end.ranks().stream().map(String::valueOf).toList()),
              point.reached(),
              point.ended(),
              end.start().id(),
              end.start().detail()));
      writeMatrices(point);
    }
    Csv.replace(
        path.resolve("frontier.csv"),
        List.of(
            "rank",
            "loss",
            "fit",
            "gradient_norm",
            "balance_gap",
            "ranks",
            "reached",
            "ended",
            "start",
            "origin"),
        rows);
    Json.write(path.resolve("frontier.json"), FrontierJson.of(result, path));
    KnownPointFile.write(result, path.resolve("known-points.csv"));
  }

  private void writeMatrices(FrontierPoint point) throws IOException {
    Path folder = Files.createDirectories(path.resolve("rank-" + point.rank()));
    List<DMatrixRMaj> factors = point.found().point().factors();
    for (int i = 0; i < factors.size(); i++) {
      String name = i == 0 ? "H1.npy" : "W" + i + ".npy";
      NpyFile.write(folder.resolve(name), NpyArray.of(factors.get(i)));
    }
    List<DMatrixRMaj> means = point.found().point().post();
    for (int l = 2; l <= means.size(); l++) {
      DMatrixRMaj gram = new DMatrixRMaj(means.get(l - 1).numCols, means.get(l - 1).numCols);
      CommonOps_DDRM.multInner(means.get(l - 1), gram);
      NpyFile.write(folder.resolve("gram" + l + ".npy"), NpyArray.of(gram));
    }
  }
}
