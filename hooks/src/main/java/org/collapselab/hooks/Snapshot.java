package org.collapselab.hooks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.StructureScores;
import org.ejml.data.DMatrixRMaj;

/**
 * Everything measured at one step.
 *
 * @param samples samples measured; 0 if only weights were
 * @param means class means per reported tap, K×d, row k = μ_k
 * @param structures structure scores per reported tap
 */
public record Snapshot(
    long samples,
    List<Measurement> measurements,
    List<SpectrumRow> spectra,
    Map<Tap, DMatrixRMaj> means,
    Map<Tap, StructureScores> structures) {
  /** No measurements. */
  public static final Snapshot EMPTY = Snapshot.of(List.of());

  /** Numbers alone. */
  public static Snapshot of(List<Measurement> measurements) {
    return new Snapshot(0, measurements, List.of(), Map.of(), Map.of());
  }

  /** One measured number; NaN where the metric is undefined (its definition says when). */
  public record Measurement(String layer, Place place, Metric metric, double value) {}

  /** Singular values of the class means at a tap, or of the weights of a layer. */
  public record SpectrumRow(String layer, Place place, Spectrum spectrum) {}

  public Snapshot {
    measurements = List.copyOf(measurements);
    spectra = List.copyOf(spectra);
    means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
    structures = Collections.unmodifiableMap(new LinkedHashMap<>(structures));
  }

  /** The value of one measurement; empty if it was not taken. */
  public OptionalDouble value(String layer, Place place, Metric metric) {
    return measurements.stream()
        .filter(m -> m.layer().equals(layer) && m.place() == place && m.metric() == metric)
        .mapToDouble(Measurement::value)
        .findFirst();
  }
}
