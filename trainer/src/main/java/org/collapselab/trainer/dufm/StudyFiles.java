package org.collapselab.trainer.dufm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVPrinter;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.StructureScore;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.Progress;
import org.collapselab.models.dufm.ProgressListener;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.trainer.rundir.Csv;
import org.collapselab.trainer.rundir.Json;
import org.collapselab.trainer.rundir.Provenance;
import org.collapselab.trainer.rundir.RunDirectory;

/**
 * The directory of a study: {@code problem.json}, {@code loss.csv}, which grows while the study
 * runs, and at the end {@code results.csv}, {@code spectra.csv}, {@code references.csv} and {@code
 * provenance.json}.
 */
public final class StudyFiles implements ProgressListener, AutoCloseable {
  private final Path directory;
  private final List<Long> seeds;
  private final CSVPrinter loss;
  private final long[] written; // last step of each seed in loss.csv

  private StudyFiles(Path directory, StudySettings settings) throws IOException {
    this.directory = directory;
    this.seeds = settings.seedValues();
    Json.write(directory.resolve("problem.json"), settings);
    written = new long[seeds.size()];
    Arrays.fill(written, -1);
    loss = table("loss.csv", "step", "seed", "loss", "gradient_norm");
  }

  /**
   * Creates the directory and writes what is known at the start.
   *
   * @throws UncheckedIOException if that fails
   */
  public static StudyFiles create(Path runs, StudySettings settings) {
    Path directory = RunDirectory.create(runs, "dufm").path();
    try {
      return new StudyFiles(directory, settings);
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  /** The directory. */
  public Path path() {
    return directory;
  }

  @Override
  public void looked(long step, List<Progress> runs) {
    try {
      for (int i = 0; i < runs.size(); i++) {
        Progress run = runs.get(i);
        if (run.step() > written[i]) { // not again for a run that has ended
          loss.printRecord(run.step(), seeds.get(i), run.loss(), run.gradientNorm());
          written[i] = run.step();
        }
      }
      loss.flush();
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  /** Writes the results; {@code command} is what the user typed. */
  public void write(StudyResult result, List<String> command) {
    try {
      writeResults(result);
      writeSpectra(result);
      writeReferences(result);
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
    Json.write(directory.resolve("provenance.json"), provenance(result, command));
  }

  private void writeResults(StudyResult result) throws IOException {
    try (CSVPrinter table =
        table(
            "results.csv",
            "seed",
            "end",
            "steps",
            "descent_loss",
            "loss",
            "loss_over_dnc",
            "fit",
            "gradient_norm",
            "balance_gap",
            "pre_ranks",
            "post_ranks",
            "structure",
            "structure_score",
            "verdict")) {
      for (SeedResult seed : result.seeds()) {
        table.printRecord(seed.end().diverged() ? diverged(seed) : row(seed, result.dncLoss()));
      }
    }
  }

  private static List<Object> diverged(SeedResult seed) {
    List<Object> row = new ArrayList<>(List.of(seed.seed(), "diverged", seed.descent().steps()));
    row.addAll(Collections.nCopies(10, ""));
    row.add(seed.verdict().label());
    return row;
  }

  private static List<Object> row(SeedResult seed, double dncLoss) {
    DufmOutcome end = seed.end();
    Optional<StructureScore> nearest = seed.tellingLayer().nearest();
    return List.of(
        seed.seed(),
        end.end().name().toLowerCase(Locale.ROOT),
        seed.descent().steps(),
        seed.descent().loss(),
        end.loss(),
        end.loss() / dncLoss,
        end.fit(),
        end.gradientNorm(),
        end.point().balanceGap(),
        joined(seed, LayerGeometry::preRank),
        joined(seed, LayerGeometry::postRank),
        nearest.map(score -> score.structure().label()).orElse(""),
        nearest.map(StructureScore::score).orElse(Double.NaN),
        seed.verdict().label());
  }

  private static String joined(SeedResult seed, ToIntFunction<LayerGeometry> rank) {
    return seed.layers().stream()
        .map(layer -> String.valueOf(rank.applyAsInt(layer)))
        .collect(Collectors.joining(" "));
  }

  private void writeSpectra(StudyResult result) throws IOException {
    try (CSVPrinter table =
        table("spectra.csv", "seed", "layer", "tap", "index", "singular_value")) {
      for (SeedResult seed : result.seeds().stream().filter(s -> !s.end().diverged()).toList()) {
        for (LayerGeometry layer : seed.layers()) {
          writeSpectrum(table, seed.seed(), layer.layer(), "pre", layer.pre());
          writeSpectrum(table, seed.seed(), layer.layer(), "post", layer.post());
        }
      }
    }
  }

  private static void writeSpectrum(
      CSVPrinter table, long seed, int layer, String tap, Spectrum spectrum) throws IOException {
    double[] values = spectrum.values();
    for (int i = 0; i < values.length; i++) {
      table.printRecord(seed, layer, tap, i + 1, values[i]);
    }
  }

  private void writeReferences(StudyResult result) throws IOException {
    try (CSVPrinter table = table("references.csv", "structure", "polished", "loss")) {
      for (Reference reference : result.references()) {
        if (reference instanceof Prediction p) {
          table.printRecord(p.structure().label(), false, p.loss());
        }
      }
      for (PolishedReference polished : result.polished()) {
        table.printRecord(polished.structure().label(), true, polished.outcome().loss());
      }
    }
  }

  private static Map<String, Object> provenance(StudyResult result, List<String> command) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", Provenance.currentVersion());
    facts.put("commit", Provenance.currentCommit());
    facts.put("started", Provenance.processStart());
    facts.put("command", command);
    facts.put("machine", Provenance.Machine.current());
    facts.put("descent_seconds", result.seconds());
    facts.put("steps_per_second", result.stepsPerSecond());
    facts.put("stopped_early", result.stopped());
    return facts;
  }

  private CSVPrinter table(String name, String... columns) throws IOException {
    return Csv.create(directory.resolve(name), columns);
  }

  private static UncheckedIOException cannotWrite(Path directory, IOException e) {
    return new UncheckedIOException("cannot write to " + directory + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      loss.close(true);
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }
}
