package org.collapselab.hooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.StructureScores;
import org.ejml.data.DMatrixRMaj;

/** Collects the parts of a {@link Snapshot}. */
final class SnapshotBuilder {
  private final double rankTolerance;
  private final double schattenPower;
  private final List<Snapshot.Measurement> measurements = new ArrayList<>();
  private final List<Snapshot.SpectrumRow> spectra = new ArrayList<>();
  private final Map<Tap, DMatrixRMaj> means = new LinkedHashMap<>();
  private final Map<Tap, StructureScores> structures = new LinkedHashMap<>();

  /**
   * @param depth L of the Schatten-2/L power
   */
  SnapshotBuilder(double rankTolerance, int depth) {
    this(rankTolerance, 2.0 / depth);
  }

  private SnapshotBuilder(double rankTolerance, double schattenPower) {
    this.rankTolerance = rankTolerance;
    this.schattenPower = schattenPower;
  }

  /** An empty builder for a part of the snapshot. */
  SnapshotBuilder part() {
    return new SnapshotBuilder(rankTolerance, schattenPower);
  }

  /** Adds all that a part has. */
  void add(SnapshotBuilder part) {
    measurements.addAll(part.measurements);
    spectra.addAll(part.spectra);
    means.putAll(part.means);
    structures.putAll(part.structures);
  }

  void add(String layer, Place place, Metric metric, double value) {
    measurements.add(new Snapshot.Measurement(layer, place, metric, value));
  }

  void addSpectrum(String layer, Place place, Spectrum spectrum) {
    spectra.add(new Snapshot.SpectrumRow(layer, place, spectrum));
    add(layer, place, SpectrumMetric.RANK_NUMERICAL, spectrum.numericalRank(rankTolerance));
    add(layer, place, SpectrumMetric.RANK_STABLE, spectrum.stableRank());
    add(layer, place, SpectrumMetric.RANK_EFFECTIVE, spectrum.effectiveRank());
    add(layer, place, SpectrumMetric.SCHATTEN_2_OVER_L, spectrum.schatten(schattenPower));
    add(layer, place, SpectrumMetric.NUCLEAR, spectrum.nuclear());
    add(layer, place, SpectrumMetric.FROBENIUS, spectrum.frobenius());
    add(layer, place, SpectrumMetric.RANK2_RESIDUAL, spectrum.residual(2));
  }

  /** The singular values of a weight matrix that has been added. */
  Spectrum ofWeights(String layer) {
    return spectra.stream()
        .filter(row -> row.place() == Place.WEIGHT && row.layer().equals(layer))
        .findFirst()
        .orElseThrow()
        .spectrum();
  }

  void addMeans(Tap tap, DMatrixRMaj classMeans, StructureScores scores) {
    means.put(tap, classMeans);
    structures.put(tap, scores);
  }

  Snapshot build(long samples) {
    return new Snapshot(samples, measurements, spectra, means, structures);
  }
}
