package org.collapselab.hooks;

import org.collapselab.hooks.metric.Means;
import org.collapselab.hooks.metric.Nc1;
import org.collapselab.hooks.metric.Nc2;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.StructureScores;
import org.collapselab.hooks.metric.WithinScatter;
import org.ejml.data.DMatrixRMaj;

/** Reports the metrics of the features at one tap. */
final class TapReport {
  private final Tap tap;
  private final Place place;
  private final SnapshotBuilder snapshot;

  TapReport(Tap tap, SnapshotBuilder snapshot) {
    this.tap = tap;
    this.place = Place.of(tap.side());
    this.snapshot = snapshot;
  }

  void report(WithinScatter scatter, double pinvCutoff) {
    addWithin(scatter, pinvCutoff);
    DMatrixRMaj means = scatter.means();
    Spectrum spectrum = Spectrum.of(means);
    addGeometry(means, spectrum);
    snapshot.addSpectrum(tap.layer(), place, spectrum);
    StructureScores scores = StructureScores.of(Means.gram(means));
    addStructures(scores);
    snapshot.addMeans(tap, means, scores);
  }

  private void addWithin(WithinScatter scatter, double pinvCutoff) {
    add("nc1_trace_ratio", Nc1.traceRatio(scatter));
    Nc1.Pinv pinv = Nc1.pinv(scatter, pinvCutoff);
    add("nc1_pinv", pinv.value());
    add("nc1_pinv_rank", pinv.rank());
    add("cdnv", Nc1.cdnv(scatter));
    add("nc4_mismatch", scatter.mismatch());
  }

  private void addGeometry(DMatrixRMaj means, Spectrum spectrum) {
    add("nc2_condition", Nc2.condition(spectrum, means.numRows));
    add("nc2_etf", Nc2.etf(means));
    add("nc2_of", Nc2.of(means));
    add("equinorm", Nc2.equinorm(means));
    add("equinorm_centred", Nc2.equinormCentred(means));
    add("equiangle_etf", Nc2.equiangleEtf(means));
    add("equiangle_of", Nc2.equiangleOf(means));
  }

  private void addStructures(StructureScores scores) {
    scores.scores().forEach(s -> add("structure_" + s.geometry().label(), s.score()));
    add("structure_margin", scores.margin());
    scores.srgCorrelation().ifPresent(value -> add("srg_correlation", value));
  }

  private void add(String metric, double value) {
    snapshot.add(tap.layer(), place, metric, value);
  }
}
