package org.collapselab.studies.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.Metric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.trainer.config.RecordedConfig;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.DirectoryKind;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.sweep.Curve;

/** Reads a run directory; the run may still be in progress. */
final class RunReader {
  private final Path path;
  private final RecordedConfig config;
  private final Optional<RunSummary> summary;
  private final Optional<Comparison> comparison;
  private final SeriesTable metrics;
  private final List<HeadTap> head;

  private RunReader(Path path) {
    RunDirectory directory = new RunDirectory(path);
    this.path = path;
    requireIntact(directory);
    this.config = RecordedConfig.read(directory);
    this.summary = ifThere(directory.summary(), RunSummary::read);
    this.comparison =
        ifThere(directory.comparison(), Comparison::read).filter(Comparison::isAvailable);
    if (!hasMetrics(path)) {
      throw new IllegalArgumentException(
          path + " has no metrics.csv: nothing was measured; leave this run out");
    }
    this.metrics =
        ifThere(directory.metrics(), f -> RunTable.METRICS.read(f, summary.isPresent()))
            .orElseThrow();
    this.head = comparison.map(HeadTap::of).orElseGet(() -> HeadTap.of(metrics.matrices(), config));
  }

  private static void requireIntact(RunDirectory directory) {
    try {
      directory.check(
          List.of(
              RunDirectory.CONFIG,
              RunDirectory.FEATURES_CONFIG,
              RunDirectory.SUMMARY,
              RunDirectory.COMPARISON,
              RunTable.METRICS.file(),
              RunTable.SPECTRA.file(),
              RunDirectory.MEANS));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Whether this is the directory of a run, or of features measured from files. */
  static boolean isRun(Path path) {
    DirectoryKind kind = DirectoryKind.of(path);
    return kind == DirectoryKind.RUN || kind == DirectoryKind.FEATURES;
  }

  /** Whether a run has ended, in whatever way. */
  static boolean hasEnded(Path path) {
    return Files.exists(new RunDirectory(path).summary());
  }

  /** Whether a run has reached its first measurement. */
  static boolean hasMetrics(Path path) {
    return Files.exists(new RunDirectory(path).metrics());
  }

  /**
   * Reads a run.
   *
   * @throws IllegalArgumentException if nothing was measured
   * @throws java.io.UncheckedIOException if a file is damaged, naming it
   */
  static Run read(Path path) {
    try {
      return new RunReader(path).run();
    } catch (NullPointerException | ClassCastException | IllegalStateException e) {
      throw new UncheckedIOException( // what is there is text of the right form, but no result
          new IOException(
              "%s is damaged: its files do not fit together (%s)".formatted(path, e), e));
    }
  }

  private interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private static <T> Optional<T> ifThere(Path file, Reader<T> reader) {
    try {
      return Files.exists(file) ? Optional.of(reader.read(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private Run run() {
    RunValues values = new RunValues(path, config, summary, comparison, metrics, head);
    return new Run(
        path.toAbsolutePath().normalize().getFileName().toString(),
        config.name(),
        config.seed(),
        summary.map(RunSummary::state),
        config.trial(),
        values.all(),
        curves(),
        spectra(),
        predictions());
  }

  private Map<String, Curve> curves() {
    Map<String, Curve> curves = new LinkedHashMap<>();
    put(curves, Run.LOSS, ObjectiveCurve.curve(metrics, comparison));
    HeadTap.lastHidden(head, config.depth())
        .ifPresent(place -> put(curves, Run.DNC1, points(place, FeatureMetric.NC1_TRACE_RATIO)));
    put(curves, Run.ACCURACY, points(LayerTap.NETWORK, NetworkMetric.ACCURACY));
    put(curves, Run.FIT, points(LayerTap.NETWORK, NetworkMetric.FIT));
    return curves;
  }

  private List<Curve.Point> points(LayerTap place, Metric metric) {
    return ObjectiveCurve.points(metrics, place, metric);
  }

  private static void put(Map<String, Curve> curves, String quantity, List<Curve.Point> points) {
    if (!points.isEmpty()) {
      curves.put(quantity, new Curve(points));
    }
  }

  private Map<LayerTap, double[]> spectra() {
    Map<LayerTap, List<Double>> last = new HashMap<>();
    ifThere(
            new RunDirectory(path).spectra(),
            file -> RunTable.SPECTRA.read(file, summary.isPresent()))
        .ifPresent(
            table -> table.lastSpectra().forEach(of -> last.put(of.layerTap(), of.values())));
    Map<LayerTap, double[]> spectra = new LinkedHashMap<>();
    for (HeadTap tap : head) {
      if (last.containsKey(tap.place())) {
        spectra.put(
            tap.matrix(),
            last.get(tap.place()).stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    return spectra;
  }

  private Map<String, Map<LayerTap, double[]>> predictions() {
    Map<String, Map<LayerTap, double[]>> predictions = new LinkedHashMap<>();
    List<Comparison.Layer> layers = comparison.map(Comparison::layers).orElse(List.of());
    for (int i = 0; i < layers.size(); i++) {
      LayerTap matrix = head.get(i).matrix();
      layers
          .get(i)
          .predicted()
          .forEach(
              (structure, spectrum) ->
                  predictions
                      .computeIfAbsent(structure, name -> new LinkedHashMap<>())
                      .put(
                          matrix,
                          spectrum.singularValues().stream()
                              .mapToDouble(Double::doubleValue)
                              .toArray()));
    }
    return predictions;
  }
}
